namespace Sandbox.Conformance;

/// <summary>Files and directories of the host at other paths, with nothing to be written through them.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ReadOnlyBindMounts)]
public abstract class ReadOnlyBindMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Mounts = [SandboxMount.ReadOnlyBind(Source, Work.Folder("target"))],
    };

    // Beside the work directory, where the sandbox may not see it at all.
    private string Source => Directory.CreateDirectory($"{Work.Parent}/source").FullName;

    [Test]
    public async Task It_can_be_read_and_not_changed()
    {
        await File.WriteAllTextAsync($"{Source}/file", "untouched");

        var output = await OutputOf(Ask(Shell("""
            cat target/file
            echo x > target/file || echo refused
            echo x > target/new || echo refused
            chmod 777 target/file || echo refused
            mv target/file target/moved || echo refused
            """)));

        Assert.That(output, Is.EqualTo("untouchedrefused\nrefused\nrefused\nrefused"));
        Assert.That(Directory.GetFileSystemEntries(Source), Is.EqualTo(new[] { $"{Source}/file" }));
        Assert.That(await File.ReadAllTextAsync($"{Source}/file"), Is.EqualTo("untouched"));
    }

    [Test]
    public async Task A_file_system_mounted_below_it_is_read_only_too()
    {
        // Wherever there is a /dev/shm, everyone may write to it, and it is a mount of its own below /.
        if (!Directory.Exists("/dev/shm"))
        {
            Assert.Ignore("there is no /dev/shm to look at");
        }

        var name = $"conformance-{Guid.NewGuid():N}";
        var spec = Shell($"ls target/dev/shm > /dev/null && echo seen; echo x > target/dev/shm/{name} || echo refused") with
        {
            Mounts = [SandboxMount.ReadOnlyBind("/", Work.Folder("target"))],
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("seen\nrefused"));
        Assert.That(File.Exists($"/dev/shm/{name}"), Is.False);
    }

    [Test]
    public async Task A_part_of_a_writable_tree_can_be_held_read_only()
    {
        var part = Work.Folder("part");
        var spec = Shell("echo made > file; echo x > part/file || echo refused") with
        {
            Mounts = [SandboxMount.ReadOnlyBind($"{Work.Outside}/part", part)],
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("refused"));
        Assert.That(Work.Read("file"), Is.EqualTo("made\n"));
        Assert.That(Work.Read("part/file"), Is.Null);
    }
}
