namespace Sandbox.EndToEnd.Tests.Profiles;

/// <summary><c>--profile</c>: light isolation in the host's tree.</summary>
public sealed class ProfileTests
{
    private static readonly string[] Host = ["--fs", "host"];

    // Root is another user inside where a sandbox is to hold another: see NestingTests.
    private static readonly string[] Outer =
        [.. Host, .. Environment.IsPrivilegedProcess ? new[] { "--uid", "1000", "--gid", "1000" } : [], "--profile", "net shm", "--"];

    [Test]
    public async Task Everything_but_what_a_profile_says_is_as_outside()
    {
        using var work = new TemporaryDirectory();
        const string Who = "id -u; id -g; id -un; uname -n; pwd; echo $HOME $PATH $MARK; umask; ls -di / /etc /tmp /usr";
        var tool = Tool.In(work) with { Environment = new Dictionary<string, string?> { ["MARK"] = "from outside" } };
        var outside = await (tool with { FileName = "sh" }).RunAsync("-c", Who);

        (await tool.ShellAsync(Who, [.. Host, "--profile", "net,shm"])).ExpectOutput(outside.Output);
        (await tool.ShellAsync("touch made", [.. Host, "--profile", "net,shm"])).ExpectExit(0);
        Assert.That(work.List(), Is.EqualTo(new[] { "made" }));
    }

    [Test]
    public async Task Shm_is_empty_open_to_all_128_megabytes_large_and_gone_afterwards()
    {
        var mark = $"/dev/shm/sandbox-test-{Guid.NewGuid():N}";
        const string Look = "stat -c %a /dev/shm; df --output=size -B1M /dev/shm | tail -n 1 | tr -d ' '; ls -A /dev/shm; ";

        (await new ToolCommand().ShellAsync($"{Look} touch {mark}", [.. Host, "--profile", "shm"])).ExpectOutput("1777\n128");
        Assert.That(File.Exists(mark), Is.False);
        (await new ToolCommand().ShellAsync($"touch {mark}; rm {mark}", Host)).ExpectExit(0);
    }

    [Test]
    public async Task Net_and_the_compilers_are_taken_away_and_others_keep_working()
    {
        using var work = new TemporaryDirectory();
        work.File("cc", "#!/bin/sh\necho compiled\n", (UnixFileMode)0b111_101_101);
        string[] options = [.. Host, "--profile", "gcc python net"];

        foreach (var (program, profile) in new[] { ("gcc", "gcc"), ("g++", "gcc"), ("python3", "python") })
        {
            if (!File.Exists($"/usr/bin/{program}"))
            {
                Assert.Ignore($"/usr/bin/{program} is missing");
            }

            var result = await Tool.In(work).RunAsync([.. options, "--", $"/usr/bin/{program}", "--version"]);
            result.ExpectExit(1);
            Assert.That(result.Error, Is.EqualTo($"sandbox: /usr/bin/{program} is not allowed here: profile '{profile}' denies it\n"));
        }

        (await Tool.In(work).RunAsync([.. options, "--", "./cc"])).ExpectOutput("compiled");
        (await new ToolCommand().ProbeAsync("connect", ["address:192.0.2.2", "address:203.0.113.1"], options)).ExpectOutput("address: ok\naddress: ENETUNREACH");
    }

    [Test]
    public async Task An_isolated_build_isolates_again_and_nothing_is_left()
    {
        using var work = new TemporaryDirectory();
        var before = await Mounts();

        var nested = Tool.In(work) with { FirstArguments = [.. Outer, TestEnvironment.Tool] };
        (await nested.ShellAsync("getent ahostsv4 \"$(uname -n)\" | head -n 1 | cut -d' ' -f1; stat -c %a /dev/shm; touch made", [.. Host, "--profile", "shm net"]))
            .ExpectOutput("192.0.2.2\n1777");

        Assert.That(work.List(), Is.EqualTo(new[] { "made" }));
        Assert.That(await Mounts(), Is.EqualTo(before));

        static Task<string> Mounts() => File.ReadAllTextAsync("/proc/self/mountinfo");
    }

    [Test]
    public async Task A_profile_wins_against_the_hosts_network_and_an_option_cannot_undo_it()
    {
        (await new ToolCommand().ProbeAsync("connect", ["address:203.0.113.1"], "--net", "host", "--profile", "net")).ExpectOutput("address: ENETUNREACH");
        (await Tool.RunAsync("--profile", "shm", "--bind", "/tmp:/dev/shm", "--", "true")).ExpectRefusal("--profile shm", "mounts[0]", "/dev/shm");
    }

    [Test]
    public async Task A_link_does_not_lead_a_mount_over_what_a_profile_has()
    {
        using var work = new TemporaryDirectory();
        work.Link("link", "/dev/shm");

        (await Tool.In(work).RunAsync([.. Host, "--profile", "shm", "--bind", $"/dev/shm:{work["link"]}", "--", "ls", "/dev/shm"]))
            .ExpectRefusal("--profile shm", "/dev/shm", "must stay visible");
        (await Tool.In(work).RunAsync([.. Host, "--profile", "net", "--ro-bind", "/etc/passwd:/etc/hosts", "--", "true"]))
            .ExpectRefusal("--profile net", "/etc/hosts");
    }

    [Test]
    public async Task What_cannot_be_asked_for_is_refused()
    {
        (await Tool.RunAsync("--profile", "nett", "--", "true")).ExpectRefusal("'nett'", "gcc, net, python, shm");
        (await Tool.RunAsync("--profile", "", "--", "true")).ExpectRefusal("no profile is named");
        (await Tool.RunAsync("--profiles", "net", "--", "true")).ExpectRefusal("no profile is asked for");
    }
}
