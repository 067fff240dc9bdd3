namespace Sandbox.Conformance;

/// <summary>Descriptors of the caller that the command gets.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.KeepFileDescriptors)]
public abstract class KeepFileDescriptorsConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    private InheritableFile? _kept;

    private InheritableFile Kept => _kept ??= new InheritableFile("/dev/null");

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { KeepFileDescriptors = [Kept.Number] };

    [OneTimeTearDown]
    public void CloseKept() => _kept?.Dispose();

    [Test]
    public async Task The_command_has_those_asked_for_and_no_other()
    {
        Work.File("kept", "content");
        using var kept = new InheritableFile($"{Work.Outside}/kept");
        using var other = new InheritableFile($"{Work.Outside}/kept");

        // A program, for a shell keeps copies of what it redirects.
        var spec = Shell("exec cat pipe") with { KeepFileDescriptors = [kept.Number] };
        var descriptors = await LookAtAsync(spec, view => view.Descriptors);

        var own = descriptors.Where(entry => entry.Value != $"{Work.Outside}/pipe").ToList();
        Assert.That(own.Select(entry => entry.Key), Is.EquivalentTo(new[] { 0, 1, 2, kept.Number }));
        Assert.That(descriptors[kept.Number], Is.EqualTo($"{Work.Outside}/kept"));
    }
}
