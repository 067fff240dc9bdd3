namespace Sandbox.Conformance;

/// <summary>Files and directories of the host at other paths, writable.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.BindMounts)]
public abstract class BindMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Mounts = [SandboxMount.Bind(Source("directory"), Work.Folder("target"))],
    };

    [Test]
    public async Task A_directory_is_readable_and_writable_at_its_target()
    {
        var source = Source("directory");
        await File.WriteAllTextAsync($"{source}/old", "seen");

        Assert.That(await OutputOf(Ask(Shell("cat target/old; echo made > target/new"))), Is.EqualTo("seen"));
        Assert.That(await File.ReadAllTextAsync($"{source}/new"), Is.EqualTo("made\n"));
        Assert.That(Work.Read("target/new"), Is.Null, "it was written to the target instead of the source");
    }

    [Test]
    public async Task A_file_is_bound_on_a_file()
    {
        var source = $"{Source("directory")}/file";
        await File.WriteAllTextAsync(source, "source");
        var spec = Shell("cat target; echo written > target") with
        {
            Mounts = [SandboxMount.Bind(source, Work.File("target", "covered"))],
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("source"));
        Assert.That(await File.ReadAllTextAsync(source), Is.EqualTo("written\n"));
        Assert.That(Work.Read("target"), Is.EqualTo("covered"));
    }

    [Test]
    public async Task A_later_bind_on_the_same_target_wins()
    {
        await File.WriteAllTextAsync($"{Source("first")}/file", "first");
        await File.WriteAllTextAsync($"{Source("second")}/file", "second");
        var target = Work.Folder("target");
        var spec = Shell("cat target/file") with
        {
            Mounts = [SandboxMount.Bind(Source("first"), target), SandboxMount.Bind(Source("second"), target)],
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("second"));
    }

    [Test]
    public async Task A_missing_source_is_an_error_that_names_it()
    {
        var source = $"{Work.Outside}/missing";
        var spec = Shell("true") with { Mounts = [SandboxMount.Bind(source, Work.Folder("target"))] };

        var thrown = (await Assert.CatchAsync<SandboxException>(() => RunAsync(spec)))!;

        Assert.That(thrown.Message, Does.Contain(source));
    }

    [Test]
    public async Task A_missing_source_that_is_optional_is_passed_over()
    {
        var bind = SandboxMount.Bind($"{Work.Outside}/missing", Work.Folder("target")) with { Optional = true };

        Assert.That(await OutputOf(Shell("ls -A target; echo ran") with { Mounts = [bind] }), Is.EqualTo("ran"));
    }

    // Beside the work directory, where the sandbox may not see it at all.
    private string Source(string name) => Directory.CreateDirectory($"{Work.Parent}/{name}").FullName;
}
