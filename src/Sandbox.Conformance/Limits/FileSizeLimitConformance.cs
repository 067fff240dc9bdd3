namespace Sandbox.Conformance;

/// <summary>A limit on the size of any file written.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.FileSizeLimit)]
public abstract class FileSizeLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { FileSize = 10_000 } };

    [Test]
    public async Task A_file_does_not_grow_beyond_it()
    {
        var result = await RunAsync(Ask(Shell("exec head -c 1000000 /dev/zero > file")));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.FileSizeExceeded), Describe(result));
        Assert.That(new FileInfo($"{Work.Outside}/file").Length, Is.EqualTo(10_000));
    }

    [Test]
    public async Task A_smaller_file_is_written()
    {
        await OutputOf(Ask(Shell("head -c 10000 /dev/zero > file")));

        Assert.That(new FileInfo($"{Work.Outside}/file").Length, Is.EqualTo(10_000));
    }
}
