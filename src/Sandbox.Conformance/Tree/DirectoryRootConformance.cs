namespace Sandbox.Conformance;

/// <summary>A directory as the root: it is all there is.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DirectoryRoot)]
public abstract class DirectoryRootConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) =>
        plain with { Root = SandboxRoot.Directory(Root.Parent, WritablePaths.All), WorkingDirectory = Root.Inside };

    [Test]
    public async Task Its_files_are_at_the_top()
    {
        File.WriteAllText($"{Root.Parent}/marker", "seen");

        Assert.That(await OutputOf(Ask(Shell("cat /marker"))), Is.EqualTo("seen"));
    }

    [Test]
    public async Task The_hosts_files_are_not_there()
    {
        Work.File("outside", "secret");

        Assert.That(await OutputOf(Ask(Shell($"cat {Work.Outside}/outside || echo nothing"))), Is.EqualTo("nothing"));
    }

    [Test]
    public async Task Nothing_is_above_it()
    {
        File.WriteAllText($"{Root.Parent}/marker", "");

        Assert.That(await OutputOf(Ask(Shell("cd /../../.. && pwd && ls -d marker ../marker"))), Is.EqualTo("/\n../marker\nmarker"));
    }

    [Test]
    public async Task A_link_in_it_stays_in_it()
    {
        Work.File("outside", "secret");
        File.CreateSymbolicLink($"{Root.Parent}/link", $"{Work.Outside}/outside");
        File.CreateSymbolicLink($"{Root.Parent}/climb", $"../../../../../../../../..{Work.Outside}/outside");

        Assert.That(await OutputOf(Ask(Shell("cat /link || echo nothing; cat /climb || echo nothing"))), Is.EqualTo("nothing\nnothing"));
    }

    [Test]
    public async Task What_is_written_stays_in_it()
    {
        await OutputOf(Ask(Shell("echo made > /file")));

        Assert.That(await File.ReadAllTextAsync($"{Root.Parent}/file"), Is.EqualTo("made\n"));
    }
}
