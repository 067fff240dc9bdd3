namespace Sandbox.Conformance;

/// <summary>A network of its own, with a loopback device only.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.NetworkIsolation)]
public abstract class NetworkIsolationConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Network = SandboxNetwork.None };

    [Test]
    public async Task There_is_only_the_loopback_device_and_it_is_up()
    {
        var devices = await OutputOf(Ask(Shell("tail -n +3 /proc/net/dev")));
        var addresses = await OutputOf(Ask(Shell("cat /proc/net/fib_trie")));

        Assert.That(devices.Split('\n').Select(line => line.Split(':')[0].Trim()), Is.EqualTo(new[] { "lo" }));
        Assert.That(addresses, Does.Contain("127.0.0.1"), "lo has no address: it is down");
    }

    [Test]
    public async Task Listeners_of_the_host_are_not_there()
    {
        using var listeners = new HostListeners();

        var inside = await OutputOf(Ask(Shell("cat /proc/net/tcp /proc/net/unix")));

        Assert.That(inside, Does.Not.Contain(listeners.Name).And.Not.Contain(listeners.Port));
    }
}
