using Sandbox.EndToEnd.Tests.Lifecycle;
using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary><c>--backend chroot</c>: root's, where namespaces are refused.</summary>
public sealed class ChrootTests
{
    /// <summary>All that chroot cannot hold of a request it serves otherwise.</summary>
    private static readonly string[] Chroot = ["--backend", "chroot", "--allow-degraded", "--net", "host"];

    [Test]
    public async Task An_ordinary_user_is_told_why_not()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root may change its root directory");
        }

        (await Tool.RunAsync([.. Chroot, "--", "true"])).ExpectRefusal("chroot", "CAP_SYS_CHROOT", "it is for root");
    }

    [Test]
    public async Task Without_degrading_it_serves_nobody()
    {
        RequireRoot();
        (await Tool.RunAsync("--backend", "chroot", "--net", "host", "--", "true"))
            .ExpectRefusal("SecurityBoundary", "ProcessIsolation", "IpcIsolation", "--allow-degraded");
    }

    [Test]
    public async Task Without_a_network_of_its_own_it_is_refused_and_degraded_it_warns()
    {
        RequireRoot();
        (await Tool.RunAsync("--backend", "chroot", "--net", "none", "--", "true")).ExpectRefusal("NetworkIsolation");

        var result = (await Tool.RunAsync("--backend", "chroot", "--net", "none", "--allow-degraded", "--", "echo", "ran")).ExpectOutput("ran");
        Assert.That(result.Error, Does.Contain("network (none): not possible with chroot"));
    }

    [Test]
    public async Task The_command_holds_no_privilege()
    {
        RequireRoot();
        var result = await RunAsync("grep -E '^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs)' /proc/self/status | cut -f2 | sort -u");
        result.ExpectOutput("0000000000000000\n1");
    }

    [Test]
    public async Task With_mounts_the_tree_is_as_asked_for()
    {
        RequireRoot();
        using var work = new TemporaryDirectory();
        work.File("data/file");

        var result = await Tool.In(work).ShellAsync(
            """
            mkdir /etc/new; mkdir /mnt/data/new; cat /mnt/data/file /etc/passwd; ls /etc/ssl; ls /dev/shm /tmp
            touch here; echo text >/dev/null && head -c 1 /dev/zero | wc -c; chmod 700 /dev/null; echo 1 >/proc/sys/vm/drop_caches
            """,
            [.. Chroot, "--ro-bind", $"{work["data"]}:/mnt/data", "--deny", "/etc/passwd", "--deny", "/etc/ssl:hide"]);

        Assert.That(result.Output, Is.EqualTo("content\n/dev/shm:\n\n/tmp:\n1\n"), result.ToString());
        Assert.That(result.Error, Does.Match("""
            mkdir: .*/etc/new.*: Read-only file system
            mkdir: .*/mnt/data/new.*: Read-only file system
            cat: /etc/passwd: Permission denied
            chmod: .*/dev/null.*: Read-only file system
            sh: .*/proc/sys/vm/drop_caches: Read-only file system
            """), result.ToString());
        Assert.That(work.List(), Is.EqualTo(new[] { "data/", "data/file", "here" }));
    }

    [Test]
    public async Task Processes_that_leave_the_session_end_with_the_command()
    {
        RequireRoot();
        var marker = $"marker-{Guid.NewGuid():N}";
        var result = await RunAsync($"for i in 1 2 3; do setsid sh -c 'sleep 60; : {marker}' & done; exit 7");
        result.ExpectExit(7);
        Assert.That(HostProcess.Marked(marker), Is.Empty);
    }

    [Test]
    public async Task Killed_it_leaves_no_process_and_no_mount_on_the_host()
    {
        RequireRoot();
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");
        for (var victim = -1; victim < 3; victim++)
        {
            var marker = $"marker-{Guid.NewGuid():N}";
            using var running = RunningTool.Start(
                new ToolCommand(), [.. Chroot, "--tmpfs", "/mnt", "--", "sh", "-c", $"setsid sh -c 'sleep 60; : {marker}' & echo ready; sleep 60"]);
            await running.ExpectLineAsync("ready");
            var processes = HostProcess.DescendantsOf(running.Id);

            Send(victim < 0 ? running.Id : processes[victim].Id, SIGKILL);

            await running.WaitAsync();
            await HostProcess.ExpectGoneAsync(processes);
            Assert.That(HostProcess.Marked(marker), Is.Empty);
            Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
        }
    }

    [Test]
    public async Task A_kill_of_the_callers_whole_process_group_leaves_no_process_either()
    {
        RequireRoot();
        var marker = $"marker-{Guid.NewGuid():N}";
        using var running = RunningTool.StartInGroup(
            new ToolCommand(), [.. Chroot, "--", "sh", "-c", $"setsid sh -c 'echo ready; sleep 60; : {marker}' & sleep 60"]);
        await running.ExpectLineAsync("ready");
        var processes = HostProcess.DescendantsOf(running.Id);
        Assert.That(HostProcess.Marked(marker), Is.Not.Empty);

        SendToGroup(running.Id, SIGKILL);

        await running.WaitAsync();
        await HostProcess.ExpectGoneAsync(processes);
        Assert.That(HostProcess.Marked(marker), Is.Empty);
    }

    [TestCase(RootPrivileges.OfDocker)]
    [TestCase(RootPrivileges.ChangeRootAlone)]
    public async Task Without_the_capability_to_mount_a_directory_is_the_root_and_nothing_more(string capabilities)
    {
        RequireRoot();
        using var root = new TemporaryDirectory();
        var program = root.File("attempt");
        File.Copy(Probe.Compile("attempt"), program, overwrite: true);
        root.File("data/file");

        var result = await RootPrivileges.RunAsync(
            capabilities, Tool.In(root),
            [.. Bare(root), "--", "/attempt", "read:/data/file", "create:/new", "stat:/etc"]);

        result.ExpectOutput("read:/data/file: ok\ncreate:/new: ok\nstat:/etc: ENOENT");
        Assert.That(root.List(), Does.Contain("new"));
    }

    [TestCase(RootPrivileges.OfDocker)]
    [TestCase(RootPrivileges.ChangeRootAlone)]
    public async Task Without_it_the_command_holds_no_capability_and_gains_none_by_a_program_that_has_some(string capabilities)
    {
        RequireRoot();
        using var root = new TemporaryDirectory();
        var program = root.File("capabilities");
        File.Copy(Probe.Compile("capabilities"), program, overwrite: true);
        File.Copy(program, root["setuid"]);
        File.SetUnixFileMode(root["setuid"], (UnixFileMode)0b110_111_101_101);
        File.Copy(program, root["marked"]);
        (await new ToolCommand { FileName = program }.RunAsync("--mark", root["marked"])).ExpectExit(0);

        var result = await RootPrivileges.RunAsync(
            capabilities, Tool.In(root), [.. Bare(root), "--", "/capabilities", "/setuid", "/marked"]);

        const string None = "permitted 0 effective 0 inheritable 0 ambient 0";
        result.ExpectOutput($"/capabilities: {None}\n/setuid: {None}\n/marked: {None}");
    }

    [TestCase("--ro-bind", "/etc:/mnt")]
    [TestCase("--deny", "/etc")]
    [TestCase("--fs", "readonly")]
    public async Task With_dockers_capabilities_what_takes_a_mount_is_refused_for_want_of_the_capability(params string[] options)
    {
        RequireRoot();
        (await RootPrivileges.RunAsync(RootPrivileges.OfDocker, new ToolCommand(), ["--backend", "chroot", "--net", "host", .. options, "--", "true"]))
            .ExpectRefusal("it needs CAP_SYS_ADMIN");
    }

    [Test]
    public async Task The_check_says_that_it_is_no_boundary()
    {
        RequireRoot();
        Assert.That((await Tool.RunAsync("--check")).Output, Does.Contain("chroot is no security boundary"));
    }

    private static string[] Bare(TemporaryDirectory root) => [.. Chroot, "--root", root.Path, "--writable", "all", "--chdir", "/"];

    private static Task<ToolResult> RunAsync(string script) => new ToolCommand().ShellAsync(script, Chroot);

    private static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("chroot is root's");
        }
    }
}
