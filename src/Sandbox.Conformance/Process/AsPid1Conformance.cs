namespace Sandbox.Conformance;

/// <summary>The command as process 1.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.AsPid1)]
public abstract class AsPid1Conformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { AsPid1 = true };

    [Test]
    public async Task The_command_is_process_1_and_has_no_parent() =>
        Assert.That(await OutputOf(Ask(Shell("echo $$ $PPID"))), Is.EqualTo("1 0"));

    [Test]
    public async Task Its_exit_code_is_the_result() =>
        Assert.That((await RunAsync(Ask(Shell("exit 7")))).ExitCode, Is.EqualTo(7));
}
