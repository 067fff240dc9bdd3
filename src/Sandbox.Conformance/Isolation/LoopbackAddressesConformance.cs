namespace Sandbox.Conformance;

/// <summary>A loopback with an address for the host name, and one multicast group.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.LoopbackAddresses)]
public abstract class LoopbackAddressesConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Network = SandboxNetwork.Loopback };

    [Test]
    public async Task The_loopback_device_has_the_address_and_the_route()
    {
        var addresses = await OutputOf(Ask(Shell("cat /proc/net/fib_trie")));
        var routes = await OutputOf(Ask(Shell("cat /proc/net/route")));

        Assert.That(addresses, Does.Contain("192.0.2.2").And.Contain("127.0.0.1"));
        // 232.0.1.1, and no other destination, not even the network around 192.0.2.2.
        Assert.That(
            routes.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => string.Join(' ', line.Split('\t').Take(2))),
            Is.EqualTo(new[] { "lo 010100E8" }));
    }

    [Test]
    public async Task The_host_name_stands_for_the_address() =>
        Assert.That(
            (await OutputOf(Ask(Shell("grep -w \"$(uname -n)\" /etc/hosts")))).Split(' ')[0], Is.EqualTo("192.0.2.2"));
}
