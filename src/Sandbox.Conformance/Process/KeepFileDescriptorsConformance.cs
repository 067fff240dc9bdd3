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

        var output = await OutputOf(Shell($"ls /proc/$$/fd; cat /proc/self/fd/{kept.Number}") with { KeepFileDescriptors = [kept.Number] });

        Assert.That(output.Split('\n'), Is.EquivalentTo(new[] { "0", "1", "2", $"{kept.Number}", "content" }));
    }
}
