namespace Sandbox.Conformance;

/// <summary>A /proc of the sandbox's own processes.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ProcMounts)]
public abstract class ProcMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Mounts = [SandboxMount.Proc(Work.Folder("target"))] };

    [Test]
    public async Task The_command_finds_itself_in_it() =>
        Assert.That(await OutputOf(Ask(Shell("read pid rest < target/self/stat; test $pid = $$ && echo itself"))), Is.EqualTo("itself"));

    [Test]
    public async Task The_callers_process_is_not_in_it()
    {
        var own = (await File.ReadAllTextAsync("/proc/self/comm")).TrimEnd('\n');

        Assert.That((await OutputOf(Ask(Shell("cat target/[0-9]*/comm")))).Split('\n'), Does.Contain("sh").And.Not.Contain(own));
    }
}
