namespace Sandbox.Conformance;

/// <summary>A limit on what is written to a standard stream.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.OutputLimit)]
public abstract class OutputLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { Output = 1000 } };

    [Test]
    public async Task A_command_that_writes_more_is_ended()
    {
        var result = await RunAsync(Ask(Shell("while :; do echo text; done")));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(result.StandardOutput.Length, Is.LessThanOrEqualTo(1000));
    }

    [Test]
    public async Task A_command_that_writes_less_is_left_alone() =>
        Assert.That(await OutputOf(Ask(Shell("echo text"))), Is.EqualTo("text"));
}
