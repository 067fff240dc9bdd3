using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Selection;

/// <summary>
/// A machine that refuses namespaces, in the ways containers and hardened hosts do: the message tells them apart, for each
/// has its own remedy.
/// </summary>
public sealed class RefusalTests
{
    [TestCase("filter-namespaces", "seccomp=unconfined")]
    [TestCase("filter-mounts", "seccomp=unconfined")]
    [TestCase("masked-proc", "mount proc on", "systempaths=unconfined", "covered are /proc/keys")]
    [TestCase("no-user-namespaces", "new namespace", "user namespaces are switched off: sysctl user.max_user_namespaces")]
    public async Task The_same_blocker_is_named_for_bubblewrap(string restrictions, params string[] words)
    {
        Backends.Bubblewrap.Require();
        (await RunRestrictedAsync(restrictions, "--backend", "bwrap")).ExpectRefusal(words);
    }

    [TestCase("filter-namespaces", "AppArmor", "security module", "systempaths", "max_user_namespaces")]
    [TestCase("filter-mounts", "AppArmor", "security module", "systempaths", "max_user_namespaces")]
    [TestCase("masked-proc", "seccomp", "apparmor", "security module", "max_user_namespaces")]
    [TestCase("no-user-namespaces", "seccomp", "AppArmor", "systempaths")]
    public async Task And_no_other_is_named_for_bubblewrap(string restrictions, params string[] others)
    {
        Backends.Bubblewrap.Require();
        var result = await RunRestrictedAsync(restrictions, "--backend", "bwrap");

        foreach (var other in others)
        {
            Assert.That(result.Error, Does.Not.Contain(other), result.ToString());
        }
    }

    [TestCase("filter-namespaces", "new namespaces", "seccomp=unconfined")]
    [TestCase("filter-mounts", "every mount private", "seccomp=unconfined")]
    [TestCase("module-mounts", "every mount private", "a security module forbids mounting")]
    [TestCase("apparmor-switch,module-mounts", "every mount private", "kernel.apparmor_restrict_unprivileged_userns=0")]
    [TestCase("masked-proc", "proc on /proc", "systempaths=unconfined", "covered are /proc/keys")]
    [TestCase("no-user-namespaces", "new namespaces", "user namespaces are switched off: sysctl user.max_user_namespaces")]
    public async Task The_blocker_is_named_with_its_remedy(string restrictions, params string[] words) =>
        (await RunRestrictedAsync(restrictions, "--backend", "namespaces")).ExpectRefusal(words);

    [TestCase("filter-namespaces", "AppArmor", "security module", "systempaths")]
    [TestCase("filter-mounts", "AppArmor", "security module", "systempaths")]
    [TestCase("module-mounts", "seccomp", "systempaths")]
    [TestCase("apparmor-switch,module-mounts", "seccomp", "systempaths")]
    [TestCase("masked-proc", "seccomp", "apparmor", "security module")]
    [TestCase("no-user-namespaces", "seccomp", "AppArmor", "systempaths")]
    public async Task And_no_other_is(string restrictions, params string[] others)
    {
        var result = await RunRestrictedAsync(restrictions, "--backend", "namespaces");

        foreach (var other in others)
        {
            Assert.That(result.Error, Does.Not.Contain(other), result.ToString());
        }
    }

    [TestCase("filter-namespaces", "seccomp=unconfined")]
    [TestCase("masked-proc", "systempaths=unconfined")]
    [TestCase("no-user-namespaces", "user.max_user_namespaces")]
    public async Task A_check_says_the_same_and_that_no_command_can_be_run_with_it(string restrictions, string remedy)
    {
        var result = await RunRestrictedAsync(restrictions, "--check", "--backend", "namespaces");

        result.ExpectExit(1);
        Assert.That(result.Output, Does.Match("(?m)^  namespaces +not available$").And.Contain(remedy), result.ToString());
    }

    [Test]
    public async Task Auto_explains_when_none_is_left() =>
        (await RunRestrictedAsync("filter-namespaces")).ExpectRefusal("namespaces is not available: could not make new namespaces", "seccomp=unconfined");

    [Test]
    public async Task Without_user_namespaces_auto_ends_at_chroot_for_root_and_explains_itself_to_others()
    {
        using var directory = new TemporaryDirectory();
        var result = await RunRestrictedAsync("no-user-namespaces", "--allow-degraded", "--report", directory["report"]);

        if (Environment.IsPrivilegedProcess)
        {
            result.ExpectExit(0);
            using var report = JsonDocument.Parse(File.ReadAllText(directory["report"]));
            Assert.That(report.RootElement.GetProperty("backend").GetString(), Is.EqualTo("chroot"));
            var passedOver = report.RootElement.GetProperty("passedOver").EnumerateArray().Select(backend => backend.GetProperty("backend").GetString());
            Assert.That(passedOver, Is.EqualTo(new[] { "namespaces", "bwrap" }));
        }
        else
        {
            result.ExpectRefusal("namespaces is not available", "user.max_user_namespaces", "chroot is not available", "CAP_SYS_CHROOT");
        }
    }

    [Test]
    public async Task Verbose_tells_what_was_refused_and_why_and_not_where_in_the_program()
    {
        var result = await RunRestrictedAsync("no-user-namespaces", "-v", "--allow-degraded");

        Assert.That(result.Error, Does.Match(@"This machine refuses back-end namespaces, [^\n]*: could not make new namespaces"), result.ToString());
        Assert.That(result.Error, Does.Not.Match(@"(?m)^\s+at .*\(").And.Not.Contain("Exception"), result.ToString());
    }

    /// <remarks>What bubblewrap would have lacked is not what was dropped in the end.</remarks>
    [Test]
    public async Task Warnings_are_of_the_back_end_that_runs_the_command_and_no_other()
    {
        Backends.Bubblewrap.Require();
        var result = await RunRestrictedAsync("no-user-namespaces", "--allow-degraded", "--hostname", "h", "--net", "loopback");

        if (Environment.IsPrivilegedProcess)
        {
            result.ExpectExit(0);
            Assert.That(result.Error, Does.Contain("not possible with chroot"), result.ToString());
        }
        else
        {
            result.ExpectRefusal("bwrap is not available: /usr/bin/bwrap could not build the sandbox");
        }

        Assert.That(result.Error, Does.Not.Contain("not possible with bwrap").And.Not.Contain("bwrap runs it"), result.ToString());
    }

    [Test]
    public async Task Without_leave_to_degrade_auto_explains_what_chroot_lacks() =>
        (await RunRestrictedAsync("no-user-namespaces")).ExpectRefusal(
            Environment.IsPrivilegedProcess ? ["namespaces is not available", "chroot lacks", "SecurityBoundary"] : ["namespaces is not available"]);

    [Test]
    public async Task From_within_a_chroot_it_is_refused_for_the_way_out_would_be_open()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("chroot(2) is for root");
        }

        using var root = new TemporaryDirectory();
        var script = "mount --rbind / \"$1\" && cd \"$1\" && exec chroot . \"$2\" --backend namespaces -- true";
        var result = await new ToolCommand { FileName = "unshare" }.RunAsync(
            "--mount", "sh", "-c", script, "sh", root.Path, TestEnvironment.Tool);

        result.ExpectRefusal("new namespaces", "leave any chroot first");
    }

    private static Task<ToolResult> RunRestrictedAsync(string restrictions, params IEnumerable<string> options) =>
        new ToolCommand { FileName = Probe.Compile("restrict") }.RunAsync([restrictions, TestEnvironment.Tool, .. options, "--", "true"]);
}
