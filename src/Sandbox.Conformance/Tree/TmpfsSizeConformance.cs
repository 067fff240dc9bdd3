namespace Sandbox.Conformance;

/// <summary>A limit on what an empty file system in memory holds.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.TmpfsSize)]
public abstract class TmpfsSizeConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    private const int Size = 64 * 1024;

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Mounts = [SandboxMount.Tmpfs(Work.Folder("target"), size: Size)],
    };

    [Test]
    public async Task It_holds_no_more_than_its_size()
    {
        var spec = Ask(Shell("head -c 1000000 /dev/zero > target/file && echo written; stat -c %s target/file")) with
        {
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.Null },
        };

        Assert.That(int.Parse(await OutputOf(spec)), Is.InRange(1, Size));
    }

    [Test]
    public async Task It_holds_what_is_smaller() =>
        Assert.That(await OutputOf(Ask(Shell("head -c 30000 /dev/zero > target/file && stat -c %s target/file"))), Is.EqualTo("30000"));
}
