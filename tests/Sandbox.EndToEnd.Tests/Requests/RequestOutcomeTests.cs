using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Requests;

/// <summary>The statuses of <c>--request</c>: one line on standard output, whatever came of it.</summary>
public sealed class RequestOutcomeTests
{
    private static readonly string[] Sleep = ["sleep", "1000"];

    [TestCase("exit 0", """{"status":"exited","code":0}""")]
    [TestCase("exit 42", """{"status":"exited","code":42}""")]
    [TestCase("kill 0; sleep 1000", """{"status":"killed","signal":"SIGTERM"}""")]
    [TestCase("kill -9 $$", """{"status":"killed","signal":"SIGKILL"}""")]
    [TestCase("kill -34 $$", """{"status":"killed","signal":"34"}""")]
    public async Task How_the_command_ended(string script, string response)
    {
        var result = await new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell(script) });

        Assert.That(result.ExpectExit(0).Output, Is.EqualTo(response + "\n"), result.ToString());
    }

    [TestCase(0)]
    [TestCase(0.1)]
    public async Task The_time_limit_kills_at_once(double timeLimit) =>
        (await new ToolCommand().RequestAsync(new { cmd = Sleep, timeLimit })).ExpectResponse("""{"status":"timeLimit"}""");

    [Test]
    public async Task No_time_at_all_is_over_however_soon_the_command_ends() =>
        (await new ToolCommand().RequestAsync(new { cmd = new[] { "true" }, timeLimit = 0 })).ExpectResponse("""{"status":"timeLimit"}""");

    [Test]
    public async Task A_limit_beyond_all_time_is_none() =>
        (await new ToolCommand().RequestAsync(new { cmd = new[] { "true" }, timeLimit = 1e300 })).ExpectResponse("""{"status":"exited","code":0}""");

    private static RunningTool StartRequest(TemporaryDirectory directory, object request)
    {
        directory.File("request.json", System.Text.Json.JsonSerializer.Serialize(request));
        return RunningTool.Start(Tool.In(directory), "--request", "request.json");
    }

    [TestCase("/", "could not run /")]
    [TestCase("no-such-program", "could not run no-such-program: not found")]
    public async Task A_command_that_cannot_be_run_is_an_internal_error(string command, string description) =>
        (await new ToolCommand().RequestAsync(new { cmd = new[] { command } })).ExpectFailure("internalError", description);

    [Test]
    public async Task What_cannot_be_held_is_an_internal_error_that_names_it()
    {
        var tool = new ToolCommand();
        var cmd = new[] { "id" };

        (await tool.RequestAsync(new { cmd, seccompPolicy = "DEFAULT ALLOW" })).ExpectFailure("internalError", "seccompPolicy: ");
        (await tool.RequestAsync(new { cmd, workDir = "/no/such/place" })).ExpectFailure("internalError", "could not set up the sandbox: chdir: /no/such/place");
        (await tool.RequestAsync(new { cmd, chroot = "/no/such/place" })).ExpectFailure("internalError", "chroot: /no/such/place does not exist");
        (await tool.RequestAsync(new { cmd, pipes = new[] { new { dest = "/no/such/place", stdout = true } } }))
            .ExpectFailure("internalError", "pipes[0].dest: could not open /no/such/place");
    }

    [Test]
    public async Task A_control_group_that_cannot_be_made_is_an_internal_error_that_tells_why()
    {
        var tool = new ToolCommand();
        var cmd = new[] { "id" };
        var config = new Dictionary<string, string> { ["memory.max"] = "100000000" };

        (await tool.RequestAsync(new { cmd, cgroup = "/no/such/place", cgroupConfig = config }))
            .ExpectFailure("internalError", "cgroup: could not make a cgroup: /no/such/place is no group of cgroup v2");
        (await tool.RequestAsync(new { cmd, cgroupRoot = "/no/such/place", cgroupConfig = config }))
            .ExpectFailure("internalError", "cgroupRoot: could not make a cgroup: /no/such/place is no group of cgroup v2");
        (await tool.RequestAsync(new { cmd, cgroupConfig = new Dictionary<string, string> { ["../x"] = "1" } }))
            .ExpectFailure("internalError", "cgroupConfig['../x']: is not the name of a controller's file");
    }

    [Test]
    public async Task Control_groups_without_a_configuration_count_for_nothing()
    {
        var result = await new ToolCommand().RequestAsync(new { cmd = new[] { "true" }, cgroup = "/no/such/place", cgroupRoot = "/no/such/place" });

        result.ExpectResponse("""{"status":"exited","code":0}""");
    }

    [Test]
    public async Task A_control_group_that_is_there_already_is_configured_and_run_in()
    {
        using var group = Limits.TestGroup.Make();
        var existing = Directory.CreateDirectory($"{group.Path}/existing");

        // Without controllers there is nothing a request may set; an empty configuration is one.
        var result = await new ToolCommand().RequestAsync(new
        {
            cmd = new[] { "grep", "^0:", "/proc/self/cgroup" },
            cgroup = existing.FullName,
            cgroupConfig = new Dictionary<string, string>(),
            pipes = new[] { new { dest = "/dev/stdout", stdout = true } },
        });

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("0::/\n"));
        Assert.That(existing.GetDirectories(), Is.Empty);
        existing.Delete();
    }

    [Test]
    public async Task What_no_back_end_holds_is_told_with_the_remedies_this_mode_has()
    {
        var answer = await new ToolCommand().RequestAsync(new { cmd = new[] { "true" }, cgroupConfig = new Dictionary<string, string> { ["memory.max"] = "100000000" } });
        if (answer.Output.Contains("exited", StringComparison.Ordinal))
        {
            Assert.Ignore("a group with a limit on memory can be made here");
        }

        answer.ExpectFailure("internalError", "");
        Assert.That(answer.Output, Does.Match("\"description\":\".*cgroup.*(memory|MemoryLimit)").And.Contain("cgroupRoot"), "why, and what would help");
        Assert.That(answer.Output, Does.Not.Contain("degrad").And.Not.Contain("--cgroup-parent"));
    }

    [Test]
    public async Task Remedies_speak_of_the_request_and_not_of_options()
    {
        var cmd = new[] { "true" };

        var directory = await new ToolCommand().RequestAsync(new { cmd, workDir = "/no/such/place" });
        var source = await new ToolCommand().RequestAsync(new { cmd, mounts = new[] { new { type = "bind", dest = "/tmp", src = "/no/such/place" } } });

        directory.ExpectFailure("internalError", "could not set up the sandbox: chdir: /no/such/place");
        Assert.That(directory.Output, Does.Contain("choose another one (workDir)"));
        source.ExpectFailure("internalError", "mounts[0].src: /no/such/place does not exist");
        Assert.That(source.Output, Does.Contain("(make it)").And.Not.Contain("--"));
    }

    [TestCase("")]
    [TestCase("{{{{{{bad")]
    [TestCase("{\"cmd\":[\"id\"]} x")]
    public async Task What_is_no_request_is_answered_too(string input) =>
        (await (new ToolCommand { Input = input }).RunAsync("--request", "-")).ExpectFailure("requestInvalid", "document: is not valid JSON");

    [Test]
    public async Task A_request_can_be_a_file()
    {
        using var directory = new TemporaryDirectory();
        directory.File("request.json", """{"cmd":["false"]}""");

        (await Tool.In(directory).RunAsync("--request", "request.json")).ExpectResponse("""{"status":"exited","code":1}""");
        (await Tool.In(directory).RunAsync("--request", "missing.json")).ExpectFailure("internalError", "could not read the request");
    }

    [TestCase("--request", "-", "--", "id")]
    [TestCase("--request", "-", "--net", "host")]
    [TestCase("--request", "-", "--check")]
    [TestCase("--request", "-", "--allow-degraded")]
    public async Task A_request_stands_alone_on_the_line(params string[] words) =>
        (await Tool.RunAsync(words)).ExpectRefusal();

    [TestCase("trap 'exit 3' TERM; echo ready; read line <&3", """{"status":"exited","code":3}""")]
    [TestCase("echo ready; exec sleep 1000", """{"status":"killed","signal":"SIGTERM"}""")]
    public async Task A_signal_while_the_command_runs_is_the_commands(string script, string response)
    {
        using var directory = new TemporaryDirectory();
        using var tool = StartRequest(directory, new
        {
            cmd = RequestTool.Shell($"mkfifo /tmp/nothing; exec 3<>/tmp/nothing; {script}"),
            mounts = new[] { new { type = "tmpfs", dest = "/tmp" } },
            pipes = new[] { new { dest = "/dev/stdout", stdout = true } },
        });
        await tool.ExpectLineAsync("ready");

        Native.Send(tool.Id, Native.SIGTERM);

        (await tool.WaitAsync()).ExpectResponse(response);
    }

    /// <summary>Opening a named pipe waits for its reader: a place to hold the tool at.</summary>
    [Test]
    public async Task A_signal_before_the_command_runs_is_answered_too()
    {
        using var directory = new TemporaryDirectory();
        await System.Diagnostics.Process.Start("mkfifo", [directory["first"], directory["second"]]).WaitForExitAsync();
        using var tool = StartRequest(directory, new
        {
            cmd = new[] { "true" },
            pipes = new[] { new { dest = directory["first"], stdout = true, stderr = false }, new { dest = directory["second"], stdout = false, stderr = true } },
        });
        await using var first = await Task.Run(() => File.OpenRead(directory["first"])).WaitAsync(TimeSpan.FromMinutes(1));

        Native.Send(tool.Id, Native.SIGTERM);

        var result = await tool.WaitAsync();
        Assert.That(result.ExpectExit(128 + Native.SIGTERM).Output, Does.StartWith("""{"status":"internalError","description":"signal 15 came before"""));
    }

    [Test]
    public async Task The_schema_is_printed() =>
        Assert.That((await Tool.RunAsync("--request-schema")).ExpectExit(0).Output, Does.Contain("\"cmd\"").And.Contain("\"$schema\""));
}
