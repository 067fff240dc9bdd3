namespace Sandbox.Conformance;

/// <summary>Files and named pipes whose content goes outside.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.FileTransfer)]
public abstract class FileTransferConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    private readonly MemoryStream _content = new();

    private string Inside => $"{Work.Inside}/inside";

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => Collect(plain, null);

    [SetUp]
    public void EmptyContent() => _content.SetLength(0);

    [Test]
    public async Task A_file_is_copied_out_however_the_command_ends()
    {
        var result = await RunAsync(Collect(Shell($"printf content > {Inside}; exit 3"), null));

        Assert.That(result.ExitCode, Is.EqualTo(3), Describe(result));
        Assert.That(result.CollectedFiles.Single().Failure, Is.Null);
        Assert.That(_content.ToArray(), Is.EqualTo("content"u8.ToArray()));
    }

    [Test]
    public async Task A_link_in_the_files_place_is_not_followed()
    {
        var result = await RunAsync(Collect(Shell($"ln -s /etc/passwd {Inside}"), null));

        Assert.That(result.CollectedFiles.Single().Failure, Is.EqualTo("a component of its path is a symbolic link"), Describe(result));
        Assert.That(_content.Length, Is.Zero);
    }

    [Test]
    public async Task More_than_the_limit_ends_as_output_exceeded()
    {
        var result = await RunAsync(Collect(Shell($"printf 12345 > {Inside}"), 4));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded), Describe(result));
        Assert.That(_content.ToArray(), Is.EqualTo("1234"u8.ToArray()));
    }

    [Test]
    public async Task A_named_pipe_may_be_opened_again_and_again()
    {
        var spec = Shell($"printf a > {Inside}; printf b > {Inside}; test -p {Inside}") with
        {
            NamedPipes = [new() { Path = Inside, Destination = SandboxOutput.Stream(_content) }],
        };

        var result = await RunAsync(spec);

        Assert.That(result.IsSuccess, Describe(result));
        Assert.That(_content.ToArray(), Is.EqualTo("ab"u8.ToArray()));
        Assert.That(File.Exists($"{Work.Outside}/inside"), Is.False, "the pipe is left behind");
    }

    private SandboxSpec Collect(SandboxSpec plain, long? limit) => plain with
    {
        CollectedFiles = [new() { Path = Inside, Destination = SandboxOutput.Stream(_content), Limit = limit }],
    };
}
