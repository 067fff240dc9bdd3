namespace Sandbox.EndToEnd.Tests.Requests;

/// <summary>Where a request's standard output and error go, and how much of them.</summary>
public sealed class RequestOutputTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Output_and_error_go_to_files_of_the_caller_alone()
    {
        _directory.File("error", "what was there before\n");

        (await RunAsync("echo out; echo err >&2", new { dest = _directory["output"], stdout = true }, new { dest = _directory["error"], stderr = true }))
            .ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo("out\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["error"]), Is.EqualTo("err\n"));
        Assert.That(File.GetUnixFileMode(_directory["output"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Both_streams_in_one_file_keep_their_order()
    {
        (await RunAsync("for i in 1 2 3; do echo o$i; echo e$i >&2; done", new { dest = _directory["both"], stdout = true, stderr = true }))
            .ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["both"]), Is.EqualTo("o1\ne1\no2\ne2\no3\ne3\n"));
    }

    [TestCase(6, """{"status":"exited","code":0}""", "123456")]
    [TestCase(5, """{"status":"outputLimit"}""", "12345")]
    [TestCase(0, """{"status":"outputLimit"}""", "")]
    public async Task Exactly_the_limit_is_fine_and_one_more_is_not(int limit, string response, string kept)
    {
        (await RunAsync("printf 123456", new { dest = _directory["output"], stdout = true, limit })).ExpectResponse(response);

        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo(kept));
    }

    [Test]
    public async Task An_endless_output_ends_at_its_limit()
    {
        (await new ToolCommand().RequestAsync(new { cmd = new[] { "yes" }, pipes = new[] { new { dest = _directory["output"], stdout = true, limit = 10 } } }))
            .ExpectResponse("""{"status":"outputLimit"}""");

        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo("y\ny\ny\ny\ny\n"));
    }

    [Test]
    public async Task Standard_output_takes_what_is_written_and_then_the_answer()
    {
        var result = await RunAsync("echo out", new { dest = "/dev/stdout", stdout = true });

        Assert.That(result.ExpectExit(0).Output, Is.EqualTo("out\n{\"status\":\"exited\",\"code\":0}\n"));
    }

    [Test]
    public async Task Standard_output_that_is_a_file_is_added_to_not_emptied()
    {
        var shell = new ToolCommand { FileName = "/bin/sh", WorkingDirectory = _directory.Path };
        _directory.File("request.json", """{"cmd":["echo","out"],"pipes":[{"dest":"/dev/stdout","stdout":true}]}""");

        await shell.RunAsync("-c", "{ echo before; \"$0\" --request request.json; } > all", TestEnvironment.Tool);

        Assert.That(await File.ReadAllTextAsync(_directory["all"]), Is.EqualTo("before\nout\n{\"status\":\"exited\",\"code\":0}\n"));
    }

    [Test]
    public async Task A_full_destination_ends_the_run() =>
        (await RunAsync("yes", new { dest = "/dev/full", stdout = true })).ExpectFailure("internalError", "pipes[0].dest: could not write");

    [Test]
    public async Task A_hundred_megabytes_on_either_stream_do_not_block()
    {
        const int size = 100_000_000;
        (await RunAsync(
            $"head -c {size} /dev/zero & head -c {size} /dev/zero >&2; wait",
            new { dest = _directory["output"], stdout = true },
            new { dest = _directory["error"], stderr = true })).ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(new FileInfo(_directory["output"]).Length, Is.EqualTo(size));
        Assert.That(new FileInfo(_directory["error"]).Length, Is.EqualTo(size));
    }

    [Test]
    public async Task Frames_tell_the_streams_apart()
    {
        var request = new
        {
            cmd = RequestTool.Shell("printf abc; printf de >&2"),
            stdStreams = new { dest = _directory["frames"] },
        };
        (await new ToolCommand().RequestAsync(request)).ExpectResponse("""{"status":"exited","code":0}""");

        var (output, error) = ReadFrames(await File.ReadAllBytesAsync(_directory["frames"]));
        Assert.That((output, error), Is.EqualTo(("abc", "de")));
    }

    [Test]
    public async Task Frames_are_in_the_order_of_writing_across_both_streams()
    {
        const int Writes = 300;
        var request = new
        {
            cmd = RequestTool.Shell($"i=0; while [ $i -lt {Writes} ]; do echo o$i; echo e$i >&2; i=$((i+1)); done"),
            stdStreams = new { dest = _directory["frames"] },
        };
        (await new ToolCommand().RequestAsync(request)).ExpectResponse("""{"status":"exited","code":0}""");

        var expected = Enumerable.Range(0, Writes).SelectMany(number => new[] { Frame($"o{number}\n", 0), Frame($"e{number}\n", 0x80) });
        Assert.That(await File.ReadAllBytesAsync(_directory["frames"]), Is.EqualTo(expected.SelectMany(frame => frame)));

        static byte[] Frame(string text, byte flag) => [flag, 0, 0, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
    }

    [TestCase(7, """{"status":"exited","code":0}""")]
    [TestCase(6, """{"status":"outputLimit"}""")]
    [TestCase(2, """{"status":"outputLimit"}""")]
    public async Task The_limit_of_frames_counts_their_headers(int limit, string response)
    {
        (await new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell("printf abc"), stdStreams = new { dest = _directory["frames"], limit } }))
            .ExpectResponse(response);

        Assert.That(await File.ReadAllBytesAsync(_directory["frames"]), Is.EqualTo(new byte[] { 0, 0, 0, 3, 97, 98, 99 }[..limit]));
    }

    private static (string Output, string Error) ReadFrames(ReadOnlySpan<byte> frames)
    {
        var texts = ("", "");
        while (frames.Length > 0)
        {
            var header = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(frames);
            var length = (int)(header & 0x7FFF_FFFF);
            var chunk = System.Text.Encoding.ASCII.GetString(frames.Slice(4, length));
            texts = (header & 0x8000_0000) == 0 ? (texts.Item1 + chunk, texts.Item2) : (texts.Item1, texts.Item2 + chunk);
            frames = frames[(4 + length)..];
        }

        return texts;
    }

    private static Task<ToolResult> RunAsync(string script, params object[] pipes) =>
        new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell(script), pipes });
}
