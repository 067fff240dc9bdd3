namespace Sandbox.Conformance;

/// <summary>Empty file systems in memory.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.TmpfsMounts)]
public abstract class TmpfsMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => With(plain, SandboxMount.Tmpfs(Work.Folder("target")));

    [Test]
    public async Task It_is_empty_and_writable_and_never_reaches_the_host()
    {
        Work.File("target/covered", "secret");

        Assert.That(await OutputOf(Ask(Shell("ls -A target; echo made > target/file; cat target/file"))), Is.EqualTo("made"));
        Assert.That(Work.Read("target/file"), Is.Null);
        Assert.That(Work.Read("target/covered"), Is.EqualTo("secret"));
    }

    [Test]
    public async Task It_is_empty_again_the_next_time()
    {
        const string Script = "ls -A target; echo made > target/file";

        await OutputOf(Ask(Shell(Script)));

        Assert.That(await OutputOf(Ask(Shell(Script))), Is.Empty);
    }

    [Test]
    public async Task Its_top_has_the_mode_asked_for()
    {
        var mount = SandboxMount.Tmpfs(Work.Folder("target"), mode: (UnixFileMode)0b001_111_000_111);

        Assert.That(await OutputOf(With(Shell("stat -c %a target"), mount)), Is.EqualTo("1707"));
    }

    [Test]
    public async Task A_read_only_one_takes_mounts_and_nothing_else()
    {
        var target = Work.Folder("target");
        var inner = SandboxMount.Tmpfs($"{target}/inner");
        var spec = Shell("echo made > target/file || echo refused; echo made > target/inner/file && cat target/inner/file") with
        {
            Mounts = [SandboxMount.Tmpfs(target) with { ReadOnly = true }, inner],
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.Null },
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("refused\nmade"));
    }

    private static SandboxSpec With(SandboxSpec plain, SandboxMount mount) => plain with { Mounts = [mount] };
}
