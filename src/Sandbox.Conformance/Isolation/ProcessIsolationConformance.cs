namespace Sandbox.Conformance;

/// <summary>Only its own processes can be seen and signalled.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ProcessIsolation)]
public abstract class ProcessIsolationConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain;

    [Test]
    public async Task The_callers_process_cannot_be_seen()
    {
        var own = (await File.ReadAllTextAsync("/proc/self/comm")).TrimEnd('\n');

        Assert.That((await OutputOf(Shell("cat /proc/[0-9]*/comm"))).Split('\n'), Does.Contain("sh").And.Not.Contain(own));
    }

    [Test]
    public async Task A_process_of_the_host_cannot_be_signalled()
    {
        using var victim = System.Diagnostics.Process.Start("sleep", "600");
        try
        {
            Assert.That(await OutputOf(Shell($"kill -9 {victim.Id} || echo refused")), Is.EqualTo("refused"));
            Assert.That(victim.HasExited, Is.False);
        }
        finally
        {
            victim.Kill();
            await victim.WaitForExitAsync();
        }
    }
}
