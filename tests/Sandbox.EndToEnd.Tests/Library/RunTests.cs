using Sandbox.Backends.Namespaces;
using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>SandboxRunner.RunAsync in this process.</summary>
public sealed class RunTests
{
    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(42)]
    [TestCase(255)]
    public async Task The_result_has_the_exit_code(int code)
    {
        var result = await _sandbox.RunAsync(Script($"exit {code}"));

        Assert.That((result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Exited, (int?)code, (int?)null)));
        Assert.That(result.IsSuccess, Is.EqualTo(code == 0));
        Assert.That(result.Backend, Is.EqualTo("namespaces"));
        Assert.That(result.Elapsed, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task The_result_has_the_signal_that_ended_the_command()
    {
        var result = await _sandbox.RunAsync(Script("kill -KILL $$"));

        Assert.That((result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)null, (int?)9)));
    }

    [Test]
    public async Task The_result_has_what_the_whole_tree_used()
    {
        // A child that the kernel ends when it has used up a second, or what its clock takes for one.
        var result = await _sandbox.RunAsync(Script("(ulimit -t 1; while :; do :; done); true"));

        Assert.That(result.Usage.UserTime + result.Usage.SystemTime, Is.GreaterThan(TimeSpan.FromMilliseconds(300)));
        Assert.That(result.Usage.MaxResidentBytes, Is.Positive);
    }

    [Test]
    public async Task Nothing_that_the_command_started_is_alive_when_the_call_returns()
    {
        // The kernel's own tidying goes on after the call; a process of the command's does not.
        const string Brood = "for n in 1 2 3 4 5 6 7 8; do (trap '' HUP TERM; exec setsid sh -c 'sleep 1000; : {0}') & done";
        for (var run = 0; run < 50; run++)
        {
            var marker = $"marker-{Guid.NewGuid():N}";

            await _sandbox.RunAsync(Script(Brood.Replace("{0}", marker, StringComparison.Ordinal)));

            Assert.That(HostProcess.Marked(marker), Is.Empty);
        }
    }

    [Test]
    public async Task A_command_that_fails_is_a_result_until_success_is_insisted_on()
    {
        var result = await _sandbox.RunAsync(Script("exit 3"));

        var failure = Assert.Throws<SandboxCommandFailedException>(() => result.EnsureSuccess());
        Assert.That(failure.Result.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void A_command_that_is_not_found_is_an_exception() =>
        Assert.That(
            async () => await _sandbox.RunAsync(SandboxSpec.For("no-such-command") with { Stdio = SandboxStdio.Discarded }),
            Throws.TypeOf<SandboxCommandException>()
                .With.Property(nameof(SandboxCommandException.IsNotFound)).True
                .And.Property(nameof(SandboxCommandException.FileName)).EqualTo("no-such-command"));

    [Test]
    public void A_sandbox_that_can_not_be_set_up_is_an_exception_that_names_the_step() =>
        Assert.That(
            async () => await _sandbox.RunAsync(Script("true") with { WorkingDirectory = "/no/such/directory" }),
            Throws.TypeOf<SandboxSetupException>()
                .With.Property(nameof(SandboxSetupException.Step)).EqualTo("chdir")
                .And.Property(nameof(SandboxSetupException.Path)).EqualTo("/no/such/directory")
                .And.Property(nameof(SandboxSetupException.Errno)).EqualTo(2)
                .And.Property(nameof(SandboxSetupException.IsRefusal)).False);

    [Test]
    public async Task A_spec_without_sense_is_an_exception_that_names_every_member()
    {
        var spec = Script("true") with { WorkingDirectory = "relative", Mounts = [SandboxMount.Tmpfs("/a", size: 1)] };

        var exception = await Assert.ThrowsAsync<SandboxSpecException>(() => _sandbox.RunAsync(spec));

        Assert.That(exception!.Errors.Select(error => error.Member), Is.EquivalentTo(["workingDirectory", "mounts[0].size"]));
    }

    [Test]
    public async Task A_limit_that_can_not_be_held_is_refused_before_anything_runs()
    {
        var spec = Script("true") with { Limits = new SandboxLimits { Memory = 1_000_000 } };

        var exception = await Assert.ThrowsAsync<SandboxUnavailableException>(() => _sandbox.RunAsync(spec));

        Assert.That(exception!.Reports.Single().Missing.Single().Capabilities, Is.EqualTo(SandboxCapabilities.MemoryLimit));
        Assert.That(exception.Hint, Is.Not.Empty);
    }

    [Test]
    public async Task The_wall_clock_ends_the_command_and_the_result_says_so()
    {
        var spec = Script("sleep 1000") with { Limits = new SandboxLimits { WallTime = TimeSpan.FromMilliseconds(200) } };

        Assert.That((await _sandbox.RunAsync(spec)).Status, Is.EqualTo(SandboxStatus.WallTimeExceeded));
    }

    [Test]
    public async Task A_running_command_gets_signals_and_can_be_waited_for_more_than_once()
    {
        var ready = new PipeStream();
        await using var process = await _sandbox.StartAsync(Script("trap 'exit 7' USR1; echo ready; while :; do sleep 0.01; done") with
        {
            Stdio = SandboxStdio.Captured with { Output = SandboxOutput.Stream(ready) },
        });
        await ready.Written;

        process.Signal(10);

        Assert.That((await process.WaitForExitAsync()).ExitCode, Is.EqualTo(7));
        Assert.That((await process.WaitForExitAsync()).ExitCode, Is.EqualTo(7));
        Assert.That(() => process.Signal(10), Throws.Nothing, "to a command that has ended");
        Assert.That(() => process.Signal(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => process.Signal(65), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Explaining_runs_nothing_and_probing_runs_everything_but_a_command()
    {
        using var directory = new TemporaryDirectory();

        var explanation = await _sandbox.ExplainAsync(Script("touch ran") with { WorkingDirectory = directory.Path });
        var report = await _sandbox.ProbeAsync();

        Assert.That(explanation.Steps[^1].Description, Does.Contain("touch ran"));
        Assert.That(report.Selected, Is.EqualTo("namespaces"));
        Assert.That(directory.List(), Is.Empty);
    }

    private static SandboxSpec Script(string script) => SandboxSpec.For("sh", "-c", script) with { Stdio = SandboxStdio.Captured };
}
