namespace Sandbox.Conformance;

/// <summary>A limit on the processes of the whole tree.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ProcessLimit)]
public abstract class ProcessLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { Processes = 16 } };

    /// <remarks>Only a cgroup tells that it was the limit; without one, the command ends as it takes the refusal.</remarks>
    [Test]
    public async Task A_command_cannot_start_more()
    {
        var result = await RunAsync(Ask(Shell("i=1; while [ $i -lt 50 ]; do sleep 600 & i=$((i + 1)); echo $i; done")));

        Assert.That(result.IsSuccess, Is.False, Describe(result));
        Assert.That(result.StandardOutputText, Does.Not.Contain("17\n"), Describe(result));
        Assert.That(
            result.Status,
            Is.EqualTo(result.Usage.TreeProcessorTime is null ? SandboxStatus.Exited : SandboxStatus.ProcessesExceeded), Describe(result));
    }

    [Test]
    public async Task A_command_that_starts_fewer_is_left_alone() =>
        Assert.That(await OutputOf(Ask(Shell("sleep 0 & sleep 0 & wait; echo enough"))), Is.EqualTo("enough"));
}
