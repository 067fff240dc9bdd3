namespace Sandbox.Conformance;

/// <summary>What a command makes in a hermetic tree, and declared to make, comes out.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.Outputs)]
public abstract class OutputsConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) =>
        plain with { Root = SandboxRoot.Hermetic(), Outputs = [$"{Work.Inside}/out"], WorkingDirectory = "/" };

    [Test]
    public async Task An_output_comes_out_and_a_stray_file_does_not()
    {
        await OutputOf(Ask(Shell($"cd {Work.Inside}; echo made > out; echo x > stray")));

        Assert.That(Work.Read("out"), Is.EqualTo("made\n"));
        Assert.That(Work.Read("stray"), Is.Null);
    }

    [Test]
    public async Task It_comes_out_after_a_failure_too()
    {
        var result = await RunAsync(Ask(Shell($"echo made > {Work.Inside}/out; exit 3")));

        Assert.That((result.ExitCode, result.OutputErrors.Length), Is.EqualTo((3, 0)), Describe(result));
        Assert.That(Work.Read("out"), Is.EqualTo("made\n"));
    }

    [Test]
    public async Task One_that_is_not_made_is_told_and_leaves_the_old_one()
    {
        Work.File("out", "old");

        var result = await RunAsync(Ask(Shell($"ls {Work.Inside}")));

        Assert.That(result.IsSuccess, Is.False);
        Assert.That(result.OutputErrors.Single() is { IsMissing: true } error && error.Path == $"{Work.Inside}/out", Describe(result));
        Assert.That(result.StandardOutputText, Is.Empty, "the old one is not shown");
        Assert.That(Work.Read("out"), Is.EqualTo("old"));
    }

    [Test]
    public async Task A_link_in_its_place_is_not_followed()
    {
        Work.File("secret", "secret");

        await OutputOf(Ask(Shell($"ln -s {Work.Outside}/secret {Work.Inside}/out")));

        Assert.That(new FileInfo($"{Work.Outside}/out").LinkTarget, Is.EqualTo($"{Work.Outside}/secret"));
    }
}
