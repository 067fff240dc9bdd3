using System.Diagnostics;
using Sandbox.Plans;
using static Sandbox.Tests.Launching.Running.Started;

namespace Sandbox.Tests.Launching.Running;

/// <summary>Plans whose sandbox bubblewrap builds, with sandbox-init inside.</summary>
public sealed class WrapperTests
{
    [SetUp]
    public void RequireBubblewrap() => Bubblewrap.Require();

    [TestCase("exit 0", 0)]
    [TestCase("exit 1", 1)]
    [TestCase("exit 255", 255)]
    public async Task The_commands_exit_code_is_told(string script, int code) =>
        Assert.That((await RunAsync(Inside(script))).ExitCode, Is.EqualTo(code));

    [Test]
    public async Task A_signal_is_told_apart_from_an_exit_code()
    {
        var killed = await RunAsync(Inside("kill -SEGV $$"));
        var exited = await RunAsync(Inside("exit 139"));

        Assert.That((killed.Signal, killed.ExitCode), Is.EqualTo(((int?)11, (int?)null)));
        Assert.That((exited.Signal, exited.ExitCode), Is.EqualTo(((int?)null, (int?)139)));
    }

    [Test]
    public async Task The_streams_are_the_commands_and_not_the_wrappers()
    {
        var result = await RunAsync(Inside("echo out; echo err >&2; exec >&- 2>&-"));

        Assert.That(result.StandardOutputText, Is.EqualTo("out\n"));
        Assert.That(result.StandardErrorText, Is.EqualTo("err\n"));
    }

    [Test]
    public async Task The_init_is_process_1_with_a_name_and_nothing_to_read_in_its_environment()
    {
        var result = await RunAsync(Inside("cat /proc/1/comm; tr -d '\\0' < /proc/1/environ | wc -c; set -- /proc/[0-9]*; echo $#"));

        // Process 1 and the shell.
        Assert.That(result.StandardOutputText, Is.EqualTo("sandbox-init\n0\n2\n"));
    }

    [Test]
    public async Task No_descriptor_but_the_standard_ones_is_open_in_the_command()
    {
        var result = await RunAsync(Inside("ls /proc/$$/fd"));

        Assert.That(result.StandardOutputText, Is.EqualTo("0\n1\n2\n"));
    }

    [Test]
    public async Task A_passed_descriptor_arrives_under_its_number()
    {
        using var file = File.OpenHandle("/etc/passwd");
        var plan = Inside("head -c 4 <&9; ls /proc/$$/fd");
        var number = (int)file.DangerousGetHandle();

        var result = await RunAsync(plan with
        {
            PassedDescriptors = [number],
            Command = [.. plan.Command, new PassDescriptorStep(0, 9)],
        });

        Assert.That(result.StandardOutputText, Is.EqualTo("root0\n1\n2\n9\n"));
    }

    [Test]
    public async Task The_init_gives_up_what_the_wrapper_left()
    {
        var plan = Inside("grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/1/status", [.. PrivilegeSteps.All]);

        var result = await RunAsync(plan.Wrapped([.. Bubblewrap.HostTree, "--cap-add", "ALL"]));

        Assert.That(result.StandardOutputText, Is.EqualTo("CapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\n"));
    }

    [Test]
    public async Task A_command_that_is_not_there_is_told_apart_from_one_that_cannot_be_executed()
    {
        var missing = (await Assert.ThrowsAsync<SandboxCommandException>(() => RunAsync(Inside("") with { FileName = "/no/such" })))!;
        var forbidden = (await Assert.ThrowsAsync<SandboxCommandException>(() => RunAsync(Inside("") with { FileName = "/etc/passwd" })))!;

        Assert.That(missing.IsNotFound, Is.True);
        Assert.That(forbidden.IsNotFound, Is.False);
    }

    [Test]
    public async Task What_the_wrapper_could_not_do_is_told_in_its_own_words()
    {
        var plan = Script("echo").Wrapped("--ro-bind", "/no/such/source", "/mnt");

        var failure = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(plan)))!;

        Assert.That(failure.Message, Is.EqualTo(
            "/usr/bin/bwrap could not build the sandbox: it exited with 1: "
            + "bwrap: Can't find source path /no/such/source: No such file or directory"));
        Assert.That(failure.Path, Is.EqualTo("/usr/bin/bwrap"));
    }

    [Test]
    public async Task A_wrapper_that_is_missing_is_told_as_a_refusal()
    {
        var plan = Inside("true");

        var failure = (await Assert.ThrowsAsync<SandboxSetupException>(
            () => RunAsync(plan with { Wrapper = plan.Wrapper! with { Path = "/no/such/bwrap" } })))!;

        Assert.That(failure.Message, Is.EqualTo("could not run /no/such/bwrap: ENOENT (No such file or directory)"));
        Assert.That(failure.IsRefusal, Is.True);
    }

    [Test]
    public async Task A_wrapper_that_makes_no_pid_namespace_is_refused()
    {
        var plan = Script("true") with
        {
            Wrapper = new LaunchWrapper { Path = "/usr/bin/env", Arguments = [WrapperArgument.Text("-i")] },
        };

        var failure = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(plan)))!;

        Assert.That(failure.Message, Does.Contain("refused the plan"));
    }

    [Test]
    public async Task The_wall_clock_limit_holds()
    {
        var watch = Stopwatch.StartNew();
        var result = await RunAsync(Inside("trap '' TERM; sleep 100 & wait; wait") with
        {
            WallTime = TimeSpan.FromMilliseconds(200),
            KillAfter = TimeSpan.FromMilliseconds(200),
        });

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.WallTimeExceeded));
        Assert.That(watch.Elapsed, Is.InRange(TimeSpan.FromMilliseconds(390), TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task The_usage_of_the_tree_is_told()
    {
        var result = await RunAsync(Inside("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"));

        Assert.That(result.Usage.UserTime + result.Usage.SystemTime, Is.GreaterThan(TimeSpan.FromMilliseconds(20)));
        Assert.That(result.Usage.MaxResidentBytes, Is.GreaterThan(100_000));
    }

    [Test]
    public async Task Hundreds_of_mounts_go_through_a_file()
    {
        var binds = Enumerable.Range(0, 500).SelectMany(i => new[] { "--ro-bind", "/etc/passwd", $"/tmp/{i}" });

        var result = await RunAsync(Script("ls /tmp | wc -l").Wrapped([.. Bubblewrap.HostTree, .. binds]));

        Assert.That(result.StandardOutputText.Trim(), Is.EqualTo("500"));
    }

    [Test]
    public async Task What_the_wrapper_mounted_must_be_what_was_opened_for_it()
    {
        using var directory = new TemporaryFiles("meant", "other");
        var meant = WrapperArgument.HostPath(directory["meant"], "/proc/self/fd/");
        var check = new SameFileStep(meant, "/tmp/x");

        var same = await RunAsync(Opening(Inside("cat /tmp/x; ls /proc/$$/fd", check), meant, "/tmp/x"));
        Assert.That(same.StandardOutputText, Is.EqualTo("meant0\n1\n2\n"));

        // As bubblewrap does where something takes the place of what it has just looked up.
        var replaced = Opening(Inside("cat /tmp/x", check), meant, "/tmp/x", "--ro-bind", directory["other"], "/tmp/x");
        var failure = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(replaced)))!;
        Assert.That(failure.Message, Does.Contain($"/tmp/x must be {directory["meant"]}, as it was opened: something else is there"));
        Assert.That(failure.Hint, Does.Contain("run it again"));
    }

    [TestCase("monitor")]
    [TestCase("wrapper")]
    [TestCase("init")]
    public async Task Whichever_process_is_killed_nothing_is_left(string victim)
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        await using var process = await StartAsync(Inside($"sh -c 'sleep 100; :' {mark} & sh -c 'sleep 100; :' {mark}; :"));
        await Until(() => WithArgument(mark).Count() == 2, "both processes run");
        var wrapper = ChildrenOf(process.MonitorId).Single();
        var init = ChildrenOf(wrapper).Single();

        Process.GetProcessById(victim switch { "monitor" => process.MonitorId, "wrapper" => wrapper, _ => init }).Kill();

        Assert.That(async () => await process.WaitForExitAsync(), Throws.InstanceOf<SandboxSetupException>());
        await Until(() => !WithArgument(mark).Any(), "nothing is left");
        await Until(() => !Directory.Exists($"/proc/{wrapper}"), "the wrapper is gone");
    }

    [Test]
    public async Task A_signal_reaches_the_command()
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        await using var process = await StartAsync(Inside($"trap 'exit 5' USR1; sh -c 'sleep 100; :' {mark} & while :; do sleep 0.01; done"));
        await Until(() => WithArgument(mark).Any(), "the trap is set");

        process.Signal(10);

        Assert.That((await process.WaitForExitAsync()).ExitCode, Is.EqualTo(5));
    }

    [Test]
    public async Task A_probe_executes_nothing()
    {
        var result = await RunAsync(Inside("exit 9") with { SetupOnly = true });

        Assert.That(result.ExitCode, Is.Zero);
    }

    private static LaunchPlan Opening(LaunchPlan plan, WrapperArgument source, params string[] rest) => plan with
    {
        Wrapper = plan.Wrapper! with
        {
            Arguments =
            [
                .. plan.Wrapper.Arguments[..^1], WrapperArgument.Text("--bind"), source,
                .. rest.Select(WrapperArgument.Text), WrapperArgument.Text("--"),
            ],
        },
    };

    private static LaunchPlan Inside(string script, params PlanStep[] setup) => Script(script, setup).Wrapped(Bubblewrap.HostTree);
}
