using Sandbox.EndToEnd.Tests.Lifecycle;
using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary><c>--backend bwrap</c>: what is bubblewrap's own about it.</summary>
public sealed class BwrapTests
{
    [Test]
    public async Task Where_it_is_not_installed_it_is_refused_with_how_to_install_it()
    {
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["PATH"] = "/usr/sbin" } };
        (await tool.RunAsync("--backend", "bwrap", "--", "/bin/true")).ExpectRefusal("bwrap", "apt-get install bubblewrap");
    }

    [Test]
    public async Task What_stands_under_its_name_and_is_something_else_is_refused()
    {
        using var work = new TemporaryDirectory();
        work.File("bwrap", "#!/bin/sh\necho something else\n", (UnixFileMode)0b111_101_101);
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["PATH"] = work.Path } };
        (await tool.RunAsync("--backend", "bwrap", "--", "/bin/true")).ExpectRefusal("bwrap is no bubblewrap", "it wrote 'something else'");
    }

    [Test]
    public async Task An_old_one_is_refused_with_the_version_that_is_needed()
    {
        using var work = new TemporaryDirectory();
        work.File("bwrap", "#!/bin/sh\necho bubblewrap 0.4.1\n", (UnixFileMode)0b111_101_101);
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["PATH"] = work.Path } };
        (await tool.RunAsync("--backend", "bwrap", "--", "/bin/true")).ExpectRefusal("bubblewrap 0.4.1", "lacks --args");
    }

    [Test]
    public async Task What_it_says_when_it_fails_is_in_the_message_with_the_remedy_for_this_machine()
    {
        using var work = new TemporaryDirectory();
        var tool = await SayingAsync(work, "setting up uid map: Permission denied");
        string[] line = ["--backend", "bwrap", "--", "true"];

        (await tool.RunAsync(line)).ExpectRefusal("setting up uid map: Permission denied", "security module");
        (await (tool with { FileName = Probe.Compile("restrict") }).RunAsync(["apparmor-switch", TestEnvironment.Tool, .. line]))
            .ExpectRefusal($"add a profile for {work["bwrap"]} with 'userns,'");
    }

    /// <remarks>A source may have any name.</remarks>
    [Test]
    public async Task What_it_says_about_a_file_is_no_refusal_whatever_the_files_name()
    {
        using var work = new TemporaryDirectory();
        var tool = await SayingAsync(work, "Can't find source path /home/me/setuid-tests: No such file or directory");
        (await tool.RunAsync("--backend", "bwrap", "--", "true")).ExpectRefusal("setuid-tests: No such file");

        // A refusal would have another back-end tried, and another hint given.
        Assert.That((await tool.RunAsync("--backend", "bwrap", "--", "true")).Error, Does.Not.Contain("hint: "));
    }

    [Test]
    public async Task The_callers_environment_reaches_only_the_command()
    {
        Bubblewrap.Require();
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["SECRET"] = "squirrel" } };
        using var running = RunningTool.Start(tool, "--backend", "bwrap", "--env", "SECRET=badger", "--", "sh", "-c", "echo $SECRET; exec sleep 60");
        await running.ExpectLineAsync("badger");

        // Those in between are the monitor, bubblewrap and its child; the last one is the command.
        var between = HostProcess.DescendantsOf(running.Id).SkipLast(1).ToList();
        Assert.That(between, Has.Count.GreaterThanOrEqualTo(3));
        foreach (var process in between)
        {
            // What bubblewrap sets for the program it executes, sandbox-init has overwritten.
            Assert.That((await EnvironmentOfAsync(process)).Trim('\0'), Is.Empty, process.ToString());
            Assert.That(process.Arguments, Does.Not.Contain("squirrel").And.Not.Contain("badger"));
        }
    }

    [Test]
    public async Task A_thousand_mounts_are_no_more_than_one_option_on_its_command_line()
    {
        Bubblewrap.Require();
        using var work = new TemporaryDirectory();
        work.Folder("data");
        var mounts = Enumerable.Range(0, 1000).SelectMany(number => new[] { "--ro-bind", $"{work["data"]}:/made/{number}" });

        var result = await Tool.In(work).ShellAsync("ls /made | wc -l", ["--backend", "bwrap", .. mounts]);

        result.ExpectOutput("1000");
    }

    /// <remarks>The order cannot be set on the command line, so namespaces are what is refused.</remarks>
    [Test]
    public async Task What_it_cannot_express_goes_to_the_next_back_end_and_the_check_does_not_claim_it()
    {
        Bubblewrap.Require();
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("what refuses namespaces to root, refuses bubblewrap, too");
        }

        var tool = new ToolCommand { FileName = Probe.Compile("restrict") };
        string[] unfit = ["--uid", "3000000000", "--", "true"];
        var refused = await tool.RunAsync(["module-mounts", TestEnvironment.Tool, .. unfit]);
        refused.ExpectRefusal("bwrap cannot express it: identity.userId: bubblewrap takes no id above", "chroot");

        var check = await tool.RunAsync(["module-mounts", TestEnvironment.Tool, "--check", .. unfit]);
        check.ExpectExit(1);
        Assert.That(check.Output, Does.Contain("identity.userId: bubblewrap takes no id above").And.Contain("No command can be run here"));

        (await Tool.RunAsync(["--backend", "bwrap", .. unfit])).ExpectRefusal("--uid", "bubblewrap takes no id above");
    }

    [Test]
    public async Task More_mounts_than_it_takes_are_refused() =>
        (await RunRequiredAsync([.. Enumerable.Range(0, 3000).SelectMany(number => new[] { "--ro-bind", $"/etc/hosts:/mnt/{number}" })]))
            .ExpectRefusal("9000 is the most it takes");

    [Test]
    public async Task Whichever_process_is_killed_nothing_is_left()
    {
        Bubblewrap.Require();
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");
        for (var victim = -1; victim < 4; victim++)
        {
            var marker = $"marker-{Guid.NewGuid():N}";
            using var running = RunningTool.Start(
                new ToolCommand(), "--backend", "bwrap", "--", "sh", "-c", $"setsid sh -c 'sleep 60; : {marker}' & echo ready; sleep 60");
            await running.ExpectLineAsync("ready");
            var processes = HostProcess.DescendantsOf(running.Id);

            Send(victim < 0 ? running.Id : processes[victim].Id, SIGKILL);

            await running.WaitAsync();
            await HostProcess.ExpectGoneAsync(processes);
            Assert.That(HostProcess.Marked(marker), Is.Empty);
        }

        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
    }

    [Test]
    public async Task The_check_warns_of_what_is_known_about_this_version()
    {
        Bubblewrap.Require();
        var result = await Tool.RunAsync("--check");
        Assert.That(result.Output, Does.Match(@"(?m)^  bwrap +available"), result.ToString());
        using var version = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/usr/bin/bwrap", "--version") { RedirectStandardOutput = true })!;
        var installed = Version.Parse((await version.StandardOutput.ReadToEndAsync()).Trim().Split(' ')[1]);
        Assert.That(result.Output.Contains("CVE-2026-87766", StringComparison.Ordinal), Is.EqualTo(installed < new Version(0, 12, 0)));
    }

    // For an ordinary user the kernel lets nobody look into some of them.
    private static async Task<string> EnvironmentOfAsync(HostProcess process)
    {
        try
        {
            return await File.ReadAllTextAsync($"/proc/{process.Id}/environ");
        }
        catch (UnauthorizedAccessException) when (!Environment.IsPrivilegedProcess)
        {
            return "";
        }
    }

    /// <summary>A PATH whose bubblewrap has the options of the real one, and fails with these words.</summary>
    private static async Task<ToolCommand> SayingAsync(TemporaryDirectory work, string words)
    {
        Bubblewrap.Require();
        var help = work.File("help", (await new ToolCommand { FileName = "/usr/bin/bwrap" }.RunAsync("--help")).Output);
        work.File("bwrap", $"""
            #!/bin/sh
            [ "$1" = --version ] && echo bubblewrap 0.12.0 && exit
            [ "$1" = --help ] && exec cat {help}
            echo "bwrap: {words}" >&2
            exit 1
            """, (UnixFileMode)0b111_101_101);
        return new ToolCommand { Environment = new Dictionary<string, string?> { ["PATH"] = $"{work.Path}:/usr/bin:/bin" } };
    }

    private static Task<ToolResult> RunRequiredAsync(string[] options)
    {
        Bubblewrap.Require();
        return Tool.RunAsync(["--backend", "bwrap", .. options, "--", "true"]);
    }
}
