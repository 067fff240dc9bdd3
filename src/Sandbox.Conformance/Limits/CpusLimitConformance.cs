namespace Sandbox.Conformance;

/// <summary>A limit on the processors a tree keeps busy.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.CpusLimit)]
public abstract class CpusLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { Cpus = 0.1m } };

    [Test]
    public async Task Several_processes_together_get_no_more()
    {
        var spec = Ask(Shell("for i in 1 2 3; do while :; do :; done & done; wait"));

        var result = await RunAsync(spec with { Limits = spec.Limits with { WallTime = TimeSpan.FromSeconds(2), KillAfter = TimeSpan.Zero } });

        // It takes some time until they are all there; without the limit one of them alone would use up ten times as much.
        Assert.That(result.Status, Is.EqualTo(SandboxStatus.WallTimeExceeded), Describe(result));
        Assert.That(result.Usage.UserTime + result.Usage.SystemTime, Is.LessThan(result.Elapsed / 3), Describe(result));
    }
}
