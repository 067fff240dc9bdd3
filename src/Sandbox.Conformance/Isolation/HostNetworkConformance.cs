namespace Sandbox.Conformance;

/// <summary>The host's network.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.HostNetwork)]
public abstract class HostNetworkConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Network = SandboxNetwork.Host };

    [Test]
    public async Task Listeners_of_the_host_are_there()
    {
        using var listeners = new HostListeners();

        var inside = await OutputOf(Ask(Shell("cat /proc/net/tcp /proc/net/unix")));

        Assert.That(inside, Does.Contain(listeners.Name).And.Contain(listeners.Port));
    }
}
