namespace Sandbox.Conformance;

/// <summary>What every back-end does with the three standard streams.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
public abstract class StreamConformance<TSource> : ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    [Test]
    public async Task Output_and_error_are_kept_apart()
    {
        var result = await RunAsync(Shell("echo out; echo error >&2"));

        Assert.That((result.StandardOutputText, result.StandardErrorText), Is.EqualTo(("out\n", "error\n")));
    }

    [Test]
    public async Task Error_can_go_where_output_goes()
    {
        var result = await RunAsync(Shell("echo 1; echo 2 >&2; echo 3") with
        {
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput },
        });

        Assert.That(result.StandardOutputText, Is.EqualTo("1\n2\n3\n"));
    }

    [Test]
    public async Task Outputs_kept_in_order_are_passed_on_write_by_write_in_the_order_of_writing()
    {
        const int Writes = 300;
        var written = new List<string>();
        SandboxOutput Recorder(string name) => SandboxOutput.Stream(new RecordingStream(text => written.Add($"{name}: {text}")));

        var result = await RunAsync(Shell($"i=0; while [ $i -lt {Writes} ]; do echo $i; echo $i >&2; i=$((i+1)); done; exit 3") with
        {
            Stdio = new() { Input = SandboxInput.Null, Output = Recorder("out"), Error = Recorder("err"), InOrder = true },
        });

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(written, Is.EqualTo(Enumerable.Range(0, Writes).SelectMany(number => new[] { $"out: {number}\n", $"err: {number}\n" })));
    }

    [Test]
    public async Task Input_comes_from_a_stream_to_its_end()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number}\n"));
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        var result = await RunAsync(Shell("cat") with { Stdio = SandboxStdio.Captured with { Input = SandboxInput.Stream(input) } });

        Assert.That(result.StandardOutputText, Is.EqualTo(text));
    }

    [Test]
    public async Task No_input_ends_at_once() => Assert.That(await OutputOf(Shell("cat")), Is.Empty);

    [Test]
    public async Task Output_goes_to_a_file_of_the_host()
    {
        var path = $"{Work.Parent}/output";

        await RunAsync(Shell("echo text") with { Stdio = SandboxStdio.Captured with { Output = SandboxOutput.File(path) } });

        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("text\n"));
    }

    [Test]
    public async Task More_than_is_captured_is_dropped_and_the_command_goes_on()
    {
        var result = await RunAsync(Shell("head -c 1000000 /dev/zero; exit 3") with
        {
            Stdio = SandboxStdio.Captured with { Output = SandboxOutput.Capture(100) },
        });

        Assert.That((result.ExitCode, result.StandardOutput.Length, result.IsStandardOutputCut), Is.EqualTo(((int?)3, 100, true)));
    }

    private sealed class RecordingStream(Action<string> onWrite) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onWrite(System.Text.Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
