using Sandbox.EndToEnd.Tests.Backends;

namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>What a process may do by itself: nothing beyond any other of the same user.</summary>
/// <param name="backend">The options that choose the back-end.</param>
[TestFixture]
[TestFixture("--backend", "bwrap")]
[TestFixture("--backend", "chroot", "--allow-degraded", "-q")]
public sealed class PrivilegeTests(params string[] backend)
{
    private const string Expected = """
        CapInh: 0000000000000000
        CapPrm: 0000000000000000
        CapEff: 0000000000000000
        CapBnd: 0000000000000000
        CapAmb: 0000000000000000
        NoNewPrivs: 1
        Seccomp: 2
        """;

    [SetUp]
    public void Require() => backend.Require();

    [TestCase()]
    [TestCase("--uid", "0", "--gid", "0")]
    [TestCase("--fs", "host", "--net", "host")]
    public async Task The_command_has_no_capability_cannot_gain_any_and_is_filtered(params string[] options) =>
        (await Tool.RunAsync([.. backend, .. options, "--", "sh", "-c", "grep -E '^(Cap|NoNewPrivs:|Seccomp:)' /proc/self/status | tr '\t' ' '"])).ExpectOutput(Expected);

    [Test]
    public async Task As_process_1_it_has_no_more()
    {
        if (backend.Length > 0)
        {
            Assert.Ignore("only namespaces make the command process 1");
        }

        (await Tool.RunAsync("--as-pid-1", "--", "sh", "-c", "grep -E '^(Cap|NoNewPrivs:|Seccomp:)' /proc/1/status | tr '\t' ' '")).ExpectOutput(Expected);
    }

    [Test]
    public async Task The_init_has_no_capability_either()
    {
        backend.RequireMoreThanChroot();
        (await Tool.RunAsync([.. backend, "--", "sh", "-c", "grep -E '^(CapPrm|CapEff|CapBnd|NoNewPrivs):' /proc/1/status | tr '\t' ' '"])).ExpectOutput(
            "CapPrm: 0000000000000000\nCapEff: 0000000000000000\nCapBnd: 0000000000000000\nNoNewPrivs: 1");
    }

    [Test]
    public async Task It_cannot_limit_the_init_and_so_hide_how_it_ended()
    {
        const string Limit = "prlimit --pid 1 --nofile=0:0 2>/dev/null || echo refused; (sleep 0.01 &); exit 3";

        var result = await Tool.RunAsync([.. backend, "--", "sh", "-c", Limit]);

        Assert.That((result.Output, result.ExitCode), Is.EqualTo(("refused\n", 3)), result.ToString());
    }

    [Test]
    public async Task Nothing_can_be_typed_into_a_terminal()
    {
        const string Refused = """
            TIOCSTI: EPERM
            TIOCSTI with a high bit: EPERM
            TIOCSTI with the highest bit: EPERM
            TIOCLINUX: EPERM
            TIOCLINUX with a high bit: EPERM
            x32 TIOCSTI: ENOSYS
            32-bit TIOCSTI: ENOSYS
            TIOCGPGRP: ok
            """;

        (await new ToolCommand().ProbeAsync("terminal", [], backend)).ExpectOutput(Refused);
        if (backend.Length == 0)
        {
            (await new ToolCommand().ProbeAsync("terminal", [], "--as-pid-1")).ExpectOutput(Refused);
        }
    }

    [Test]
    public async Task Process_1_cannot_be_traced_nor_looked_into()
    {
        backend.RequireMoreThanChroot();
        var result = await new ToolCommand().ProbeAsync("trace", [], backend);

        result.ExpectOutput("""
            PTRACE_ATTACH: EPERM
            PTRACE_SEIZE: EPERM
            process_vm_readv: EPERM
            pidfd_getfd 0: EPERM
            pidfd_getfd 1: EPERM
            environ: EACCES
            mem: EACCES
            maps: EACCES
            auxv: EACCES
            exe: EACCES
            root: EACCES
            cwd: EACCES
            ns/mnt: EACCES
            ns/user: EACCES
            """);
    }

    [Test]
    public async Task The_environment_of_process_1_shows_nothing_of_the_caller()
    {
        backend.RequireMoreThanChroot();
        var secret = $"secret-{Guid.NewGuid():N}";
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["SANDBOX_TEST_SECRET"] = secret } };

        var result = await tool.ShellAsync("cat /proc/1/environ /proc/1/cmdline 2>/dev/null; env", [.. backend, "--clear-env", "--env", "PATH=/usr/bin:/bin"]);

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Not.Contain(secret).And.Not.Contain("SANDBOX_TEST"), result.ToString());
    }

    [Test]
    public async Task The_host_cannot_be_reached_through_proc_sys()
    {
        // Only opened: a test that fails must not change the machine. The user's own right to write decides outside.
        var result = await Tool.RunAsync([.. backend, "--", Probe.Compile("attempt"),
            "write:/proc/sys/kernel/core_pattern", "write:/proc/sys/kernel/modprobe", "write:/proc/sys/vm/overcommit_memory",
            "write:/proc/sysrq-trigger", "write:/sys/kernel/uevent_helper", "write:/sys/power/state", "mkdir:/sys/fs/cgroup/sandbox-test",
            "nested", "mount-proc:/mnt", "write:/mnt/sys/kernel/core_pattern", "write:/mnt/sysrq-trigger", "clear-attributes:/proc",
            "remount:/proc", "write:/proc/sys/kernel/core_pattern", "remount:/sys", "clear-attributes:/sys",
            "mount-sysfs:/tmp", "write:/tmp/kernel/uevent_helper"]);

        result.ExpectExit(0);
        var successes = result.Output.Split('\n').Where(line => line.EndsWith(": ok", StringComparison.Ordinal));
        // An ordinary user can write no more in a /proc that is not read-only, its own or a fresh one.
        string[] harmless = Environment.IsPrivilegedProcess
            ? ["mount-proc:/mnt: ok"]
            : ["mount-proc:/mnt: ok", "clear-attributes:/proc: ok", "remount:/proc: ok"];
        Assert.That(successes, Is.SubsetOf(harmless), result.ToString());
    }
}
