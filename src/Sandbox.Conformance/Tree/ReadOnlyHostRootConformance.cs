namespace Sandbox.Conformance;

/// <summary>The host's tree read-only, but for the working directory.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ReadOnlyHostRoot)]
public abstract class ReadOnlyHostRootConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Root = SandboxRoot.ReadOnlyHost };

    [Test]
    public async Task The_working_directory_can_be_written()
    {
        await OutputOf(Ask(Shell("echo made > file")));

        Assert.That(Work.Read("file"), Is.EqualTo("made\n"));
    }

    [Test]
    public async Task Its_neighbours_can_be_read_and_not_written()
    {
        var neighbour = $"{Work.Parent}/neighbour";
        await File.WriteAllTextAsync(neighbour, "untouched");

        var output = await OutputOf(Ask(Shell($"cat {neighbour}; echo x > {neighbour} || echo refused; echo x > {neighbour}2 || echo refused")));

        Assert.That(output, Is.EqualTo("untouchedrefused\nrefused"));
        Assert.That(await File.ReadAllTextAsync(neighbour), Is.EqualTo("untouched"));
        Assert.That(File.Exists(neighbour + "2"), Is.False);
    }

    [Test]
    public async Task The_working_directory_is_read_only_too_where_the_spec_says_so()
    {
        var spec = Shell("echo x > file || echo refused") with
        {
            Root = new ReadOnlyHostRoot { WritableWorkingDirectory = false },
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("refused"));
        Assert.That(Work.Read("file"), Is.Null);
    }

    [TestCase("/tmp")]
    [TestCase("/dev/shm")]
    public async Task Shared_directories_are_private_and_empty(string directory)
    {
        var name = $"{directory}/conformance-{Guid.NewGuid():N}";

        Assert.That(await OutputOf(Ask(Shell($"ls -A {directory}; echo inside > {name} && cat {name}"))), Is.EqualTo("inside"));
        Assert.That(File.Exists(name), Is.False);
    }
}
