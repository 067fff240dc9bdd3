namespace Sandbox.Conformance;

/// <summary>A root directory of which only some paths can be written.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.WritablePaths)]
public abstract class WritablePathsConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => With(plain, WritablePaths.Only("/work"));

    [Test]
    public async Task Only_the_paths_asked_for_can_be_written()
    {
        await File.WriteAllTextAsync($"{Root.Parent}/etc/file", "untouched");

        var output = await OutputOf(Ask(Shell("echo made > /work/file; echo x > /etc/file || echo refused; mkdir /other || echo refused")));

        Assert.That(output, Is.EqualTo("refused\nrefused"));
        Assert.That(Root.Read("file"), Is.EqualTo("made\n"));
        Assert.That(await File.ReadAllTextAsync($"{Root.Parent}/etc/file"), Is.EqualTo("untouched"));
        Assert.That(Directory.Exists($"{Root.Parent}/other"), Is.False);
    }

    [Test]
    public async Task An_empty_list_means_nothing()
    {
        var spec = With(Shell("echo x > /work/file || echo refused"), WritablePaths.Only());

        Assert.That(await OutputOf(spec), Is.EqualTo("refused"));
        Assert.That(Root.Read("file"), Is.Null);
    }

    private SandboxSpec With(SandboxSpec plain, WritablePaths writable) =>
        plain with { Root = SandboxRoot.Directory(Root.Parent, writable), WorkingDirectory = Root.Inside };
}
