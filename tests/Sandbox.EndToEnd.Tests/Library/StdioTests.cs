using System.Net.Sockets;
using System.Security.Cryptography;
using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>Where a command's streams come from and go to.</summary>
public sealed class StdioTests
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Outputs_are_captured_apart()
    {
        var result = await RunAsync("echo out; echo err >&2", SandboxStdio.Captured);

        Assert.That((result.StandardOutputText, result.StandardErrorText), Is.EqualTo(("out\n", "err\n")));
    }

    [Test]
    public async Task Outputs_are_merged_in_the_order_of_writing()
    {
        var result = await RunAsync(
            "echo 1; echo 2 >&2; echo 3", SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput });

        Assert.That((result.StandardOutputText, result.StandardErrorText), Is.EqualTo(("1\n2\n3\n", "")));
    }

    [Test]
    public async Task Outputs_kept_in_order_are_captured_and_limited_like_others()
    {
        var stdio = SandboxStdio.Captured with { InOrder = true };
        var apart = await RunAsync("echo out; echo err >&2; (sleep 0.1; echo background) & wait", stdio);
        var limited = await _sandbox.RunAsync(SandboxSpec.For("yes") with { Stdio = stdio, Limits = new() { Output = 5 }, WorkingDirectory = "/" });

        Assert.That((apart.StandardOutputText, apart.StandardErrorText), Is.EqualTo(("out\nbackground\n", "err\n")));
        Assert.That((limited.Status, limited.StandardOutputText), Is.EqualTo((SandboxStatus.OutputExceeded, "y\ny\ny")));
    }

    [Test]
    public async Task A_hundred_megabytes_kept_in_order_pass()
    {
        // A write of more than the socket takes fails, and is told to the command.
        var result = await RunAsync(
            "head -c 100000000 /dev/zero; head -c 1000 /dev/zero >&2; dd if=/dev/zero bs=64M count=1 status=none 2>/dev/null || exit 4",
            SandboxStdio.Captured with { InOrder = true });

        Assert.That((result.ExitCode, result.StandardOutput.Length, result.StandardError.Length), Is.EqualTo(((int?)4, CaptureOutput.DefaultLimit, 1000)));
    }

    /// <summary>It is made inside: made outside it could be connected to what is bound there.</summary>
    [Test]
    public async Task An_output_kept_in_order_is_no_way_out_of_the_network()
    {
        var name = $"\0sandbox-tests-{Guid.NewGuid():N}";
        using var outside = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        outside.Bind(new UnixDomainSocketEndPoint(name));

        var result = await _sandbox.RunAsync(SandboxSpec.For(Probe.Compile("reconnect"), name[1..]) with
        {
            Stdio = SandboxStdio.Captured with { InOrder = true }, WorkingDirectory = "/",
        });

        Assert.That(result.StandardOutputText, Is.EqualTo("connect: ECONNREFUSED\n"));
    }

    [Test]
    public async Task A_capture_keeps_the_beginning_and_the_command_is_not_held_up()
    {
        var result = await RunAsync(
            $"head -c {FourMebibytes} /dev/zero; exit 5", SandboxStdio.Captured with { Output = SandboxOutput.Capture(1000) });

        Assert.That((result.ExitCode, result.StandardOutput.Length), Is.EqualTo(((int?)5, 1000)));
    }

    [TestCase(CaptureOutput.DefaultLimit, false)]
    [TestCase(20_000_000, true)]
    public async Task Whether_a_capture_is_all_that_was_written_is_told(int length, bool isCut)
    {
        var result = await RunAsync($"head -c {length} /dev/zero; head -c {length} /dev/zero >&2", SandboxStdio.Captured);

        Assert.That(result.IsSuccess, "what is not kept is no fault of the command's");
        Assert.That((result.IsStandardOutputCut, result.IsStandardErrorCut), Is.EqualTo((isCut, isCut)));
        Assert.That((result.StandardOutput.Length, result.StandardError.Length), Is.EqualTo((CaptureOutput.DefaultLimit, CaptureOutput.DefaultLimit)));
        Assert.That(SandboxReportJson.Write(result).Contains("\"isStandardOutputCut\":true,\"isStandardErrorCut\":true", StringComparison.Ordinal), Is.EqualTo(isCut));
    }

    [Test]
    public async Task Four_mebibytes_go_in_and_out_of_streams_unchanged()
    {
        var bytes = new byte[FourMebibytes];
        new Random(1).NextBytes(bytes);
        var output = new MemoryStream();

        var result = await RunAsync("cat", new SandboxStdio
        {
            Input = SandboxInput.Stream(new MemoryStream(bytes)), Output = SandboxOutput.Stream(output), Error = SandboxOutput.Null,
        });

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(SHA256.HashData(output.ToArray()), Is.EqualTo(SHA256.HashData(bytes)));
        Assert.That(output.CanWrite, "the stream is the caller's to dispose");
    }

    [Test]
    public async Task A_command_that_does_not_read_its_stream_does_not_hang()
    {
        var result = await RunAsync("exit 6", SandboxStdio.Captured with { Input = SandboxInput.Stream(new MemoryStream(new byte[FourMebibytes])) });

        Assert.That(result.ExitCode, Is.EqualTo(6));
    }

    [Test]
    public async Task A_stream_that_never_gives_anything_does_not_keep_the_run_from_ending()
    {
        var result = await RunAsync("exit 6", SandboxStdio.Captured with { Input = SandboxInput.Stream(new SilentStream()) });

        Assert.That(result.ExitCode, Is.EqualTo(6));
    }

    [Test]
    public async Task Files_are_read_written_and_added_to()
    {
        _directory.File("input", "b\na\n");
        _directory.File("error", "before\n");

        await RunAsync("sort; echo err >&2", new SandboxStdio
        {
            Input = SandboxInput.File(_directory["input"]),
            Output = SandboxOutput.File(_directory["output"]),
            Error = SandboxOutput.File(_directory["error"], append: true),
        });

        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo("a\nb\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["error"]), Is.EqualTo("before\nerr\n"));
    }

    [Test]
    public void A_file_that_can_not_be_opened_is_named() =>
        Assert.That(
            () => RunAsync("true", SandboxStdio.Captured with { Input = SandboxInput.File(_directory["missing"]) }),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains(_directory["missing"]).And.Message.Contains("ENOENT"));

    [Test]
    public async Task Nothing_is_an_input_at_its_end_and_an_output_that_takes_all()
    {
        var result = await RunAsync("cat && head -c 1000000 /dev/zero && exit 8", SandboxStdio.Discarded);

        Assert.That((result.ExitCode, result.StandardOutput.Length), Is.EqualTo(((int?)8, 0)));
    }

    [Test]
    public async Task What_the_background_wrote_is_captured_before_it_was_killed()
    {
        var result = await RunAsync("(echo from the background; touch done; exec sleep 1000) & while ! [ -e done ]; do sleep 0.01; done", SandboxStdio.Captured);

        Assert.That(result.StandardOutputText, Is.EqualTo("from the background\n"));
    }

    [Test]
    public void A_stream_that_throws_is_told_and_the_command_is_gone()
    {
        var broken = new BrokenStream();

        Assert.That(
            () => RunAsync("echo out; sleep 0.1", SandboxStdio.Captured with { Output = SandboxOutput.Stream(broken) }),
            Throws.TypeOf<IOException>().With.Message.EqualTo("broken"));
    }

    [Test]
    public async Task An_input_that_throws_hides_no_limit_and_no_output()
    {
        var result = await _sandbox.RunAsync(SandboxSpec.For("sh", "-c", "echo out; sleep 1000") with
        {
            Stdio = SandboxStdio.Captured with { Input = SandboxInput.Stream(new BrokenStream()) },
            Limits = new() { WallTime = TimeSpan.FromMilliseconds(300), KillAfter = TimeSpan.Zero },
            WorkingDirectory = _directory.Path,
        });

        Assert.That((result.Status, result.StandardOutputText), Is.EqualTo((SandboxStatus.WallTimeExceeded, "out\n")));
    }

    [Test]
    public void An_output_file_is_closed_where_nothing_could_be_started()
    {
        const int NotOpen = 9999;
        var spec = SandboxSpec.For("true") with
        {
            Stdio = SandboxStdio.Discarded with { Output = SandboxOutput.File(_directory["out"]) },
            Limits = new() { Output = 10 },
            KeepFileDescriptors = [NotOpen],
        };

        Assert.That(() => _sandbox.RunAsync(spec), Throws.TypeOf<SandboxSetupException>());

        var open = Directory.GetFileSystemEntries("/proc/self/fd").Select(descriptor => new FileInfo(descriptor).LinkTarget);
        Assert.That(File.Exists(_directory["out"]));
        Assert.That(open, Has.None.EqualTo(_directory["out"]));
    }

    private Task<SandboxResult> RunAsync(string script, SandboxStdio stdio) =>
        _sandbox.RunAsync(SandboxSpec.For("sh", "-c", script) with { Stdio = stdio, WorkingDirectory = _directory.Path })
            .WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Like a terminal at which nobody types: a read ends with nothing, not even a cancelled token.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await new TaskCompletionSource().Task;
            return 0;
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("broken");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("broken");
    }
}
