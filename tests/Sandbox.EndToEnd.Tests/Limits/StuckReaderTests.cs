using System.Diagnostics;
using Sandbox.Backends.Namespaces;
using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>
/// Nobody reads what the command wrote: a run that a limit or its caller has ended is over all the same. Each of these
/// would wait for good.
/// </summary>
public sealed class StuckReaderTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task The_tool_ends_with_its_time_limit_though_nobody_reads_its_output()
    {
        using var tool = Tool.In(_directory).Start(
            "--time-limit", "300ms", "--kill-after", "0", "--output-limit", "1T", "--report", _directory["report"], "--", "yes");

        await tool.WaitForExitAsync().WaitAsync(Hang);

        Assert.That(tool.ExitCode, Is.EqualTo(124));
        Assert.That(await File.ReadAllTextAsync(_directory["report"]), Does.Contain("\"status\":\"wallTimeExceeded\""));
    }

    [Test]
    public async Task A_request_is_answered_with_its_time_limit_though_nobody_reads_its_output()
    {
        _directory.File("request", """{"cmd": ["yes"], "timeLimit": 0.3, "pipes": [{"dest": "/dev/stderr", "stdout": true}]}""");
        using var tool = Tool.In(_directory).Start("--request", "request");

        await tool.WaitForExitAsync().WaitAsync(Hang);

        Assert.That(await tool.StandardOutput.ReadToEndAsync(), Is.EqualTo("""{"status":"timeLimit"}""" + "\n"));
    }

    [Test]
    public async Task A_request_is_answered_with_its_time_limit_though_its_reader_leaves_then()
    {
        await Process.Start("mkfifo", [_directory["pipe"]]).WaitForExitAsync();
        _directory.File("request", """{"cmd": ["yes"], "timeLimit": 0.3, "pipes": [{"dest": "pipe", "stdout": true}]}""");
        using var tool = RunningTool.Start(Tool.In(_directory), "--request", "request");
        await using (var reader = await Task.Run(() => File.OpenRead(_directory["pipe"])).WaitAsync(Hang))
        {
            // The command runs.
            await reader.ReadExactlyAsync(new byte[1]);

            // All but the monitor, which may be there for as long as the tool.
            await HostProcess.ExpectGoneAsync(HostProcess.DescendantsOf(tool.Id).Where(process => process.Parent != tool.Id).ToList());
        }

        Assert.That((await tool.WaitAsync()).ExpectExit(0).Output, Is.EqualTo("""{"status":"timeLimit"}""" + "\n"));
    }

    [Test]
    public async Task A_stream_that_takes_nothing_is_given_up_when_the_time_is_over()
    {
        var result = await RunAsync(new StuckStream(), new() { WallTime = TimeSpan.FromMilliseconds(300) }).WaitAsync(Hang);

        Assert.That((result.Status, result.IsStandardOutputCut), Is.EqualTo((SandboxStatus.WallTimeExceeded, true)));
    }

    [Test]
    public async Task A_stream_that_heeds_its_token_is_told_to_stop()
    {
        var stream = new StuckStream { HeedsToken = true };

        await RunAsync(stream, new() { Output = 10 }).WaitAsync(Hang);

        Assert.That(stream.IsCancelled);
    }

    [Test]
    public async Task Cancelling_is_not_kept_by_it()
    {
        using var cancellation = new CancellationTokenSource();
        var stream = new StuckStream { OnWrite = cancellation.Cancel };

        await Assert.ThatAsync(
            () => RunAsync(stream, new(), cancellation.Token).WaitAsync(Hang), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_destination_that_fails_is_told_and_does_not_outrank_the_limit()
    {
        var result = await RunAsync(new StuckStream { Failure = new IOException("full") }, new() { Output = 10 });

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(result.OutputErrors, Is.EqualTo(new[] { new SandboxOutputError("/dev/stdout", "full", IsMissing: false) }));
    }

    [Test]
    public async Task A_device_that_is_full_is_told_beside_the_limit()
    {
        var result = await _sandbox.RunAsync(Spec(SandboxOutput.File("/dev/full"), new() { Output = 10 }));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(result.OutputErrors.Single().ToString(), Is.EqualTo(
            "output /dev/stdout: could not pass on what the command wrote: ENOSPC (No space left on device)"));
    }

    private static SandboxSpec Spec(SandboxOutput output, SandboxLimits limits) => SandboxSpec.For("yes") with
    {
        WorkingDirectory = "/", Limits = limits, Stdio = SandboxStdio.Discarded with { Output = output },
    };

    private Task<SandboxResult> RunAsync(StuckStream stream, SandboxLimits limits, CancellationToken cancellationToken = default) =>
        _sandbox.RunAsync(Spec(SandboxOutput.Stream(stream), limits), cancellationToken);

    private sealed class StuckStream : MemoryStream
    {
        public bool HeedsToken { get; init; }

        public Action OnWrite { get; init; } = () => { };

        public Exception? Failure { get; init; }

        public bool IsCancelled { get; private set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            OnWrite();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(HeedsToken ? cancellationToken : CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                IsCancelled = true;
                throw;
            }
        }
    }
}
