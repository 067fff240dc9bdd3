using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>A limit on what is written, for every place output can go to.</summary>
public sealed class OutputLimitTests
{
    private const int HundredMegabytes = 100_000_000;

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Exactly_the_limit_is_fine()
    {
        var result = await RunAsync("printf 0123456789", 10, SandboxStdio.Captured);

        Assert.That((result.Status, result.ExitCode), Is.EqualTo((SandboxStatus.Exited, (int?)0)));
        Assert.That(result.StandardOutputText, Is.EqualTo("0123456789"));
    }

    [Test]
    public async Task One_byte_more_is_found_also_after_the_command_has_ended()
    {
        var result = await RunAsync("printf 0123456789a; exit 3", 10, SandboxStdio.Captured);

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(result.StandardOutputText, Is.EqualTo("0123456789"));
        Assert.That(result.IsSuccess, Is.False);
    }

    [TestCase("yes")]
    [TestCase("yes >&2")]
    [TestCase("yes & yes >&2")]
    public async Task What_never_ends_is_ended(string script)
    {
        var result = await RunAsync(script, 1_000_000, SandboxStdio.Captured);

        Assert.That((result.Status, result.Signal), Is.EqualTo((SandboxStatus.OutputExceeded, (int?)9)));
        Assert.That(new[] { result.StandardOutput.Length, result.StandardError.Length }, Is.All.LessThanOrEqualTo(1_000_000).And.Some.EqualTo(1_000_000));
    }

    [Test]
    public async Task Each_stream_has_the_whole_limit_and_merged_ones_share_it()
    {
        const string Script = "printf 123456; printf 123456 >&2";

        var apart = await RunAsync(Script, 10, SandboxStdio.Captured);
        var merged = await RunAsync(Script, 10, SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput });

        Assert.That(apart.Status, Is.EqualTo(SandboxStatus.Exited));
        Assert.That((merged.Status, merged.StandardOutputText), Is.EqualTo((SandboxStatus.OutputExceeded, "1234561234")));
    }

    [Test]
    public async Task Files_are_emptied_or_added_to_up_to_the_limit()
    {
        _directory.File("output", "before");
        _directory.File("error", "before");

        var result = await RunAsync("printf 0123456789ab; printf 0123456789 >&2", 10, new SandboxStdio
        {
            Input = SandboxInput.Null,
            Output = SandboxOutput.File(_directory["output"]),
            Error = SandboxOutput.File(_directory["error"], append: true),
        });

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo("0123456789"));
        Assert.That(await File.ReadAllTextAsync(_directory["error"]), Does.StartWith("before"));
    }

    [Test]
    public async Task Streams_of_the_caller_get_what_is_within()
    {
        var output = new MemoryStream();

        var result = await RunAsync("yes", 10, SandboxStdio.Discarded with { Output = SandboxOutput.Stream(output) });

        Assert.That((result.Status, output.Length), Is.EqualTo((SandboxStatus.OutputExceeded, 10L)));
    }

    [Test]
    public async Task What_goes_nowhere_counts_too()
    {
        var result = await RunAsync("yes", 10, SandboxStdio.Discarded);

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
    }

    [TestCase("head -c 100000000 /dev/zero")]
    [TestCase("head -c 100000000 /dev/zero >&2")]
    [TestCase("head -c 100000000 /dev/zero >&2 & head -c 100000000 /dev/zero; wait")]
    public async Task A_hundred_megabytes_pass_without_a_deadlock(string script)
    {
        var (output, error) = (new CountingStream(), new CountingStream());

        var result = await RunAsync(script, HundredMegabytes, new SandboxStdio
        {
            Input = SandboxInput.Null, Output = SandboxOutput.Stream(output), Error = SandboxOutput.Stream(error),
        });

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.Exited), result.ToString());
        Assert.That(new[] { output.Length, error.Length }, Is.All.EqualTo(0).Or.EqualTo(HundredMegabytes));
        Assert.That(output.Length + error.Length, Is.Positive);
    }

    [Test]
    public async Task A_hundred_merged_megabytes_pass_without_a_deadlock()
    {
        var output = new CountingStream();
        const string Half = "head -c 50000000 /dev/zero";

        var result = await RunAsync($"{Half} & {Half} >&2; wait", HundredMegabytes, new SandboxStdio
        {
            Input = SandboxInput.Null, Output = SandboxOutput.Stream(output), Error = SandboxOutput.ToStandardOutput,
        });

        Assert.That((result.Status, output.Length), Is.EqualTo((SandboxStatus.Exited, (long)HundredMegabytes)));
    }

    /// <summary>The second line is in the pipe, and not yet read, when it is cancelled: standard error tells that it is written.</summary>
    [Test]
    public async Task Cancelling_passes_on_what_was_written()
    {
        using var cancellation = new CancellationTokenSource();
        var isCancelled = new TaskCompletionSource();
        var output = new WatchedStream(text => text == "first\n" ? isCancelled.Task : Task.CompletedTask);
        var error = new WatchedStream(async _ =>
        {
            await cancellation.CancelAsync();
            isCancelled.TrySetResult();
        });
        var spec = Spec("echo first; sleep 0.2; echo second; echo written >&2; exec sleep 1000", 1000, SandboxStdio.Discarded with
        {
            Output = SandboxOutput.Stream(output), Error = SandboxOutput.Stream(error),
        });

        await Assert.ThatAsync(() => _sandbox.RunAsync(spec, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(output.Text, Is.EqualTo("first\nsecond\n"));
    }

    [Test]
    public async Task The_tool_passes_on_ten_bytes_of_yes()
    {
        var result = await Tool.In(_directory).RunAsync("--output-limit", "10", "--report", "report", "--", "yes");

        Assert.That(result.Output, Is.EqualTo("y\ny\ny\ny\ny\n"));
        Assert.That(result.ExitCode, Is.EqualTo(137));
        Assert.That(result.Error, Does.Contain("limit of output"));
        Assert.That(await File.ReadAllTextAsync(_directory["report"]), Does.Contain("\"status\":\"outputExceeded\""));
    }

    [Test]
    public async Task The_tool_ends_with_no_success_where_the_command_never_knew_of_its_limit()
    {
        // All of it is in the pipe when the command exits with 0.
        var result = await Tool.In(_directory).RunAsync("--output-limit", "3", "--report", "report", "--", "echo", "four");

        Assert.That(result.ExpectExit(137).Output, Is.EqualTo("fou"));
        Assert.That(await File.ReadAllTextAsync(_directory["report"]), Does.Contain("\"status\":\"outputExceeded\",\"exitCode\":0"));
    }

    [Test]
    public async Task A_reader_of_the_tool_that_leaves_ends_the_command_by_its_pipe()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };

        var result = await shell.RunAsync(
            "-c", "\"$1\" --output-limit 1T --report report -- yes | head -n 1", "sh", TestEnvironment.Tool);

        result.ExpectOutput("y");
        Assert.That(await File.ReadAllTextAsync(_directory["report"]), Does.Contain("\"signal\":13"));
    }

    private static SandboxSpec Spec(string script, long limit, SandboxStdio stdio) =>
        SandboxSpec.For("sh", "-c", script) with { Stdio = stdio, Limits = new() { Output = limit }, WorkingDirectory = "/" };

    private Task<SandboxResult> RunAsync(string script, long limit, SandboxStdio stdio) =>
        _sandbox.RunAsync(Spec(script, limit, stdio)).WaitAsync(TimeSpan.FromMinutes(2));

    private sealed class CountingStream : MemoryStream
    {
        private long _length;

        public override long Length => _length;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class WatchedStream(Func<string, Task> onWrite) : MemoryStream
    {
        public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, CancellationToken.None);
            await onWrite(Text);
        }
    }
}
