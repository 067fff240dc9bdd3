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

        var network = await LookAtAsync(Ask(Shell("read line < pipe")), view => view.Network("tcp") + view.Network("unix"));

        Assert.That(network, Does.Contain(listeners.Name).And.Contain(listeners.Port));
    }
}
