namespace Sandbox.Conformance;

/// <summary>A limit on the processor time.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.CpuTimeLimit)]
public abstract class CpuTimeLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { CpuTime = TimeSpan.FromSeconds(1) } };

    [Test]
    public async Task A_command_that_computes_longer_is_ended()
    {
        var result = await RunAsync(Ask(Shell("while :; do :; done")));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.CpuTimeExceeded), Describe(result));
        // The kernel holds the limit by counting ticks, and on a busy machine counts some that another process had.
        Assert.That(result.Usage.UserTime + result.Usage.SystemTime, Is.GreaterThan(TimeSpan.FromSeconds(0.1)));
    }

    [Test]
    public async Task A_command_that_sleeps_longer_is_left_alone() =>
        Assert.That(await OutputOf(Ask(Shell("sleep 1.5; echo awake"))), Is.EqualTo("awake"));
}
