namespace Sandbox.Conformance;

/// <summary>What is written to the root is seen while the command runs, and thrown away then.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.EphemeralRoot)]
public abstract class EphemeralRootConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Root = SandboxRoot.Directory(Root.Parent, ephemeral: true),
        WorkingDirectory = Root.Inside,
        // In the test's own place, so that what stays can be seen.
        ScratchDirectory = Directory.CreateDirectory($"{Path.GetDirectoryName(Root.Parent)}/scratch").FullName,
    };

    [Test]
    public async Task What_is_changed_is_seen_inside_and_nowhere_else()
    {
        Root.File("changed", "before");
        Root.File("removed", "before");
        Root.File("folder/file", "before");

        var output = await OutputOf(Ask(Shell(
            "echo after > changed; rm removed; rm -r folder; mkdir folder; echo new > folder/new; echo top > /top; "
            + "cat changed /top folder/*; ls removed 2>/dev/null || echo gone")));

        Assert.That(output, Is.EqualTo("after\ntop\nnew\ngone"));
        Assert.That(Root.Read("changed"), Is.EqualTo("before"));
        Assert.That(Root.Read("removed"), Is.EqualTo("before"));
        Assert.That(Root.Read("folder/file"), Is.EqualTo("before"));
        Assert.That(Root.Read("folder/new"), Is.Null);
        Assert.That(File.Exists($"{Root.Parent}/top"), Is.False);
    }

    [Test]
    public async Task Nothing_of_it_is_left()
    {
        var spec = Ask(Shell("mkdir -p a/b; echo x > a/b/file; chmod 000 a/b a"));

        await OutputOf(spec);

        Assert.That(Directory.EnumerateFileSystemEntries(spec.ScratchDirectory!), Is.Empty);
    }

    [Test]
    public async Task Two_at_once_do_not_share()
    {
        var spec = Ask(Shell("test ! -e mark && echo $0 > mark && cat mark && ls /work"));
        var runs = Enumerable.Range(0, 8).Select(async index => await OutputOf(spec with { Arguments = [.. spec.Arguments, $"run{index}"] }));

        Assert.That(await Task.WhenAll(runs), Is.EquivalentTo(Enumerable.Range(0, 8).Select(index => $"run{index}\nmark")));
    }

    [Test]
    public async Task Only_the_writable_paths_can_be_written()
    {
        Root.File("file", "before");
        var spec = Ask(Shell("echo after > file; cat file; echo x > /etc/file || echo refused"));

        var output = await OutputOf(spec with { Root = SandboxRoot.Directory(Root.Parent, WritablePaths.Only("/work"), ephemeral: true) });

        Assert.That(output, Is.EqualTo("after\nrefused"));
        Assert.That(Root.Read("file"), Is.EqualTo("before"));
    }

    [Test]
    public async Task A_bind_mount_is_as_it_was()
    {
        Work.File("kept", "before");
        var spec = Ask(Shell("echo after > /kept/kept"));

        await OutputOf(spec with { Mounts = [SandboxMount.Bind(Work.Outside, "/kept")] });

        Assert.That(Work.Read("kept"), Is.EqualTo("after\n"));
    }
}
