using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sandbox.Backends.Namespaces;
using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>Ending a run from outside.</summary>
public sealed class CancellationTests
{
    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);
    private string _marker = null!;
    private PipeStream _output = null!;

    [SetUp]
    public void Prepare()
    {
        _marker = $"marker-{Guid.NewGuid():N}";
        _output = new PipeStream();
    }

    [TearDown]
    public void CleanUp() => _output.Dispose();

    [Test]
    public async Task Cancelling_a_run_kills_the_tree_and_throws_with_that_token()
    {
        using var cancellation = new CancellationTokenSource();
        var run = _sandbox.RunAsync(Endless(), cancellation.Token);
        await _output.Written;

        await cancellation.CancelAsync();

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => run);
        Assert.That(HostProcess.Marked(_marker), Is.Empty, "everything is dead when it throws");
        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_token_that_is_cancelled_already_starts_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var spec = SandboxSpec.For("touch", directory["ran"]) with { WorkingDirectory = directory.Path };

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => _sandbox.RunAsync(spec, cancellation.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(directory.List(), Is.Empty);
    }

    [Test]
    public async Task Cancelling_at_any_moment_leaves_nothing()
    {
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMicroseconds(100 * i));
            try
            {
                await _sandbox.RunAsync(Endless(), cancellation.Token);
                Assert.Fail("it cannot end by itself");
            }
            catch (OperationCanceledException exception)
            {
                Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
            }

            Assert.That(HostProcess.Marked(_marker), Is.Empty);
        }
    }

    [Test]
    public async Task Cancelling_a_wait_leaves_the_command_alone()
    {
        await using var process = await _sandbox.StartAsync(Endless());
        await _output.Written;
        using var cancellation = new CancellationTokenSource();
        var wait = process.WaitForExitAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => wait);
        Assert.That(HostProcess.Marked(_marker), Is.Not.Empty);
    }

    [Test]
    public async Task Disposing_kills_the_tree()
    {
        var process = await _sandbox.StartAsync(Endless());
        await _output.Written;
        var descendants = HostProcess.DescendantsOf(process.MonitorId);
        Assert.That(descendants, Has.Count.GreaterThanOrEqualTo(3));

        await process.DisposeAsync();
        await process.DisposeAsync();

        Assert.That(HostProcess.Marked(_marker), Is.Empty);
        await HostProcess.ExpectGoneAsync(descendants);
    }

    [Test]
    public async Task Disposing_ends_one_whose_monitor_is_stopped()
    {
        var process = await _sandbox.StartAsync(Endless());
        await _output.Written;
        Native.Send(process.MonitorId, Native.SIGSTOP);

        await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That(HostProcess.Marked(_marker), Is.Empty);
    }

    [Test]
    public async Task Signals_that_a_stopped_monitor_does_not_read_keep_nobody_waiting_and_no_sandbox_alive()
    {
        var process = await _sandbox.StartAsync(Endless());
        await _output.Written;
        Native.Send(process.MonitorId, Native.SIGSTOP);

        // Of those whose default is to be ignored.
        await Task.Run(() => Enumerable.Range(0, 2000).ToList().ForEach(_ => process.Signal(Native.SIGWINCH))).WaitAsync(TimeSpan.FromMinutes(1));
        await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That(HostProcess.Marked(_marker), Is.Empty);
    }

    [TestCase(100, "sandbox-init was started")]
    [TestCase(101, "the command runs")]
    public async Task A_failure_in_this_process_once_something_was_started_ends_it(int logged, string moment)
    {
        var sandbox = new SandboxRunner([new NamespacesBackend(new FailingLogger(logged))]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.StartAsync(Endless()));

        Assert.That(HostProcess.Marked(_marker), Is.Empty, moment);
    }

    [Test]
    public async Task Cancelling_a_start_leaves_no_exception_that_nobody_observes()
    {
        // Those of others.
        CollectGarbage();
        var unobserved = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, unseen) => unobserved.Enqueue(unseen.Exception);
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            for (var i = 0; i < 20; i++)
            {
                using var cancellation = new CancellationTokenSource();
                var start = _sandbox.StartAsync(SandboxSpec.For("/nosuch"), cancellation.Token);
                await cancellation.CancelAsync();
                await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _ = start.Exception;
            }

            CollectGarbage();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        Assert.That(unobserved, Is.Empty);
    }

    [Test]
    public async Task Killing_ends_the_run_with_a_result()
    {
        await using var process = await _sandbox.StartAsync(Endless());
        await _output.Written;

        process.Kill();

        var result = await process.WaitForExitAsync();
        Assert.That((result.Status, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)9)));
        Assert.That(HostProcess.Marked(_marker), Is.Empty);
        Assert.That(process.Kill, Throws.Nothing, "what has ended");
    }

    [Test]
    public async Task A_monitor_killed_from_outside_is_an_exception_and_leaves_nothing()
    {
        await using var process = await _sandbox.StartAsync(Endless());
        await _output.Written;
        var descendants = HostProcess.DescendantsOf(process.MonitorId);

        Native.Send(process.MonitorId, Native.SIGKILL);

        await Assert.ThrowsAsync<SandboxSetupException>(() => process.WaitForExitAsync());
        await HostProcess.ExpectGoneAsync(descendants);
    }

    /// <summary>A command, one in the background, and one that has left its session and ignores what it can.</summary>
    private SandboxSpec Endless()
    {
        const string Script = "sleep 1000 & (trap '' HUP TERM INT; exec setsid sh -c 'sleep 1001; true') & echo ready; sleep 1002; true";
        return SandboxSpec.For("sh", "-c", Script, _marker) with
        {
            Stdio = SandboxStdio.Discarded with { Output = SandboxOutput.Stream(_output) },
        };
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>Throws when it is told of an event.</summary>
    private sealed class FailingLogger(int failing) : ILogger<NamespacesBackend>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == failing)
            {
                throw new InvalidOperationException("no room for a line");
            }
        }
    }
}
