namespace Sandbox.Conformance;

/// <summary>Directories, links and copies in the sandbox's own tree.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.SynthesizedFiles)]
public abstract class SynthesizedFileConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    // Entries are made in the sandbox's own tree only: in a tmpfs where there can be one, otherwise in its private /tmp.
    private string Own => OffersAll(SandboxCapabilities.TmpfsMounts) ? Work.Folder("own") : "/tmp";

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => With(plain, SandboxMount.Directory($"{Own}/made"));

    [Test]
    public async Task A_directory_is_made_with_its_mode()
    {
        var mount = SandboxMount.Directory($"{Own}/made", (UnixFileMode)0b111_101_000);

        Assert.That(await OutputOf(With(Shell($"stat -c '%F %a' {Own}/made"), mount)), Is.EqualTo("directory 750"));
        Assert.That(Directory.Exists($"{Work.Outside}/own/made"), Is.False);
    }

    [Test]
    public async Task A_link_says_what_was_asked_for()
    {
        var mount = SandboxMount.Symlink("no/such place", $"{Own}/link");

        Assert.That(await OutputOf(With(Shell($"readlink {Own}/link"), mount)), Is.EqualTo("no/such place"));
    }

    [Test]
    public async Task A_copy_has_the_content_and_the_mode_and_no_tie_to_the_source()
    {
        Work.File("source", "content");
        var mount = SandboxMount.File($"{Work.Outside}/source", $"{Own}/copy", (UnixFileMode)0b110_000_000);

        Assert.That(
            await OutputOf(With(Shell($"cat {Own}/copy; stat -c ' %a' {Own}/copy; echo changed > {Own}/copy"), mount)),
            Is.EqualTo("content 600"));
        Assert.That(Work.Read("source"), Is.EqualTo("content"));
    }

    private SandboxSpec With(SandboxSpec plain, SandboxMount mount) => plain with
    {
        Mounts = OffersAll(SandboxCapabilities.TmpfsMounts) ? [SandboxMount.Tmpfs(Own), mount] : [mount],
    };
}
