using System.Globalization;
using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Where nothing is left to do for the tool, sandbox-init takes its place.</summary>
public sealed class ReplacementTests
{
    [Test]
    public async Task Nothing_of_the_tool_stays_in_memory()
    {
        using var running = RunningTool.Start(new ToolCommand(), "--", "sh", "-c", "echo ready; read line");
        await running.ExpectLineAsync("ready");

        Assert.That(await PrivateMemoryAsync(running), Is.LessThan(256));

        running.CloseInput();
        (await running.WaitAsync()).ExpectExit(1);
    }

    [Test]
    public async Task With_a_report_to_be_written_it_stays()
    {
        using var directory = new TemporaryDirectory();
        using var running = RunningTool.Start(new ToolCommand(), "--report", directory["report"], "--", "sh", "-c", "echo ready; read line");
        await running.ExpectLineAsync("ready");

        Assert.That(await PrivateMemoryAsync(running), Is.GreaterThan(256));

        running.CloseInput();
        await running.WaitAsync();
        Assert.That(File.Exists(directory["report"]));
    }

    /// <remarks>With a limit of time the tool stays, and starts sandbox-init as the library does.</remarks>
    [Test]
    public async Task Where_only_the_older_call_executes_files_the_command_runs_as_well(
        [Values("old-execve", "only-execve")] string restriction, [Values] bool stays)
    {
        string[] options = stays ? ["--time-limit", "60"] : [];
        var tool = new ToolCommand { FileName = Probe.Compile("restrict") };
        (await tool.RunAsync([restriction, TestEnvironment.Tool, .. options, "--", "sh", "-c", "exit 7"])).ExpectExit(7);
    }

    [Test]
    public async Task Its_command_line_and_environment_cannot_be_seen_from_inside()
    {
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["SECRET"] = "squirrel" } };
        using var running = RunningTool.Start(
            tool, "--unset-env", "SECRET", "--env", "OTHER=badger", "--unset-env", "OTHER", "--",
            "sh", "-c", "cat /proc/1/environ /proc/1/cmdline 2>/dev/null | tr '\\0' ' '; echo; echo ready; read line");
        var seen = await running.ReadLineAsync();
        await running.ExpectLineAsync("ready");

        Assert.That(seen, Does.Not.Contain("squirrel").And.Not.Contain("badger"));

        // Not in the init's memory either, which root outside can read.
        if (Environment.IsPrivilegedProcess)
        {
            var init = HostProcess.DescendantsOf(running.Id)[0];
            Assert.That(await File.ReadAllTextAsync($"/proc/{init.Id}/environ"), Does.Not.Contain("squirrel"));
        }
    }

    [TestCase]
    [TestCase("--report", "/dev/null")]
    public async Task Process_1_shows_its_own_name_alone(params string[] options) =>
        (await Tool.RunAsync([.. options, "--", "sh", "-c", "tr -d '\\0' </proc/1/cmdline"])).ExpectOutput("sandbox-init");

    [Test]
    public async Task Its_caller_finds_it_by_its_name()
    {
        using var running = RunningTool.Start(new ToolCommand(), "--", "sh", "-c", "echo ready; read line");
        await running.ExpectLineAsync("ready");

        Assert.That(await File.ReadAllTextAsync($"/proc/{running.Id}/comm"), Is.EqualTo(Path.GetFileName(TestEnvironment.Tool) + "\n"));

        running.CloseInput();
        await running.WaitAsync();
    }

    // A program that does what it is told, and whose file may be the caller's: inside, it is not to be had in a mount of the host's.
    [Test]
    public async Task What_a_command_was_made_of_is_never_the_tool(
        [Values("/proc/self/exe", "/proc/thread-self/exe")] string self,
        [Values("--net=none", "--net=host", "--stay", "--")] string option,
        [Values] bool isInterpreter)
    {
        using var directory = new TemporaryDirectory();
        var script = directory.File("script", $"#!{self}\n", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await Tool.In(directory).RunAsync([option, .. option == "--" ? Array.Empty<string>() : ["--"], isInterpreter ? script : self]);

        result.ExpectExit(2);
        Assert.That(result.Error, Does.StartWith("sandbox-init: started by the sandbox library"), result.ToString());
    }

    [Test]
    public async Task What_cannot_be_run_is_explained_once_by_the_tool()
    {
        var result = await Tool.RunAsync("--", "/no/such/command");

        result.ExpectExit(127);
        Assert.That(result.Error.Split("could not run /no/such/command"), Has.Length.EqualTo(2), result.ToString());
    }

    [TestCase("--profiles", """{"profiles":{"own":{"environment":{"variables":{"A":"1"}}}}}""", "--profile", "own")]
    [TestCase("--input-from", "/etc/hostname", "--fs", "hermetic")]
    [TestCase("--spec", """{"fileName":"/no/such/command"}""", "--net", "none")]
    public async Task What_was_read_from_a_pipe_is_still_known_where_the_command_cannot_be_run(string option, string content, params string[] others)
    {
        var shell = new ToolCommand { FileName = "sh", Input = content };

        var result = await shell.RunAsync(
            ["-c", "cat | \"$@\"", "sh", TestEnvironment.Tool, option, "/dev/stdin", .. others, "--", "/no/such/command"]);

        result.ExpectExit(127);
    }

    [Test]
    public async Task Descriptors_of_the_caller_do_not_reach_the_command()
    {
        var shell = new ToolCommand { FileName = "bash" };
        var result = await shell.RunAsync(
            "-c", "exec 3</etc/passwd 5</etc/passwd 54</etc/passwd 55</etc/passwd 70</etc/passwd; exec \"$@\"", "sh",
            TestEnvironment.Tool, "--", "sh", "-c", "for f in /proc/self/fd/*; do echo ${f##*/}; done");

        // The fourth is the shell's own, for the directory.
        Assert.That(result.Output, Is.EqualTo("0\n1\n2\n3\n").Or.EqualTo("0\n1\n2\n"), result.ToString());
    }

    [Test]
    public async Task A_stopped_and_continued_tool_ends_as_the_command_does()
    {
        using var running = RunningTool.Start(new ToolCommand(), "--", "sh", "-c", "echo ready; read line; exit 7");
        await running.ExpectLineAsync("ready");

        Send(running.Id, SIGSTOP);
        running.CloseInput();
        Send(running.Id, SIGCONT);

        (await running.WaitAsync()).ExpectExit(7);
    }

    /// <summary>Kibibytes of a process that are no file's (proc_pid_status(5)). A runtime has more than half a megabyte of its own.</summary>
    private static async Task<int> PrivateMemoryAsync(RunningTool running) =>
        (await File.ReadAllLinesAsync($"/proc/{running.Id}/status"))
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture))
            .Single();
}
