namespace Sandbox.EndToEnd.Tests.Identity;

/// <summary>Who the command is inside.</summary>
public sealed class IdentityTests
{
    [Test]
    public async Task By_default_user_group_and_host_name_are_the_callers()
    {
        const string Script = "id -u; id -g; uname -n; stat -c '%u %g' .";
        var outside = await new ToolCommand { FileName = "sh" }.RunAsync("-c", Script);

        (await Tool.RunAsync("--", "sh", "-c", Script)).ExpectOutput(outside.Output);
    }

    [TestCase("0", "0")]
    [TestCase("65534", "100")]
    [TestCase("4294967294", "4294967294")]
    public async Task Another_user_and_group_own_what_the_caller_owns(string uid, string gid)
    {
        using var work = new TemporaryDirectory();

        var result = await Tool.In(work).ShellAsync("id -u; id -g; touch file; stat -c '%u %g' file", "--uid", uid, "--gid", gid);

        result.ExpectOutput($"{uid}\n{gid}\n{uid} {gid}");
        // On the host, it is the caller's.
        var owner = await new ToolCommand { FileName = "stat", WorkingDirectory = work.Path }.RunAsync("-c", "%u", "file", ".");
        Assert.That(owner.Output.Split('\n')[0], Is.EqualTo(owner.Output.Split('\n')[1]), owner.ToString());
    }

    [Test]
    public async Task Groups_cannot_be_changed() =>
        (await new ToolCommand().ShellAsync(
            "cat /proc/self/setgroups; setpriv --clear-groups true 2>/dev/null || echo refused", "--uid", "0", "--gid", "0"))
            .ExpectOutput("deny\nrefused");

    [Test]
    public async Task The_host_name_is_the_one_asked_for_and_the_hosts_stays()
    {
        var before = await File.ReadAllTextAsync("/proc/sys/kernel/hostname");

        (await Tool.RunAsync("--hostname", "inside.example", "--", "uname", "-n")).ExpectOutput("inside.example");

        Assert.That(await File.ReadAllTextAsync("/proc/sys/kernel/hostname"), Is.EqualTo(before));
    }

    [TestCase("--uid", "4294967295")]
    [TestCase("--uid", "-1")]
    [TestCase("--gid", "root")]
    [TestCase("--gid", "99999999999")]
    [TestCase("--hostname", "")]
    [TestCase("--hostname", "a-name-of-more-than-sixty-four-bytes-a-name-of-more-than-sixty-four-bytes")]
    public async Task An_identity_that_cannot_be_is_refused(string option, string value) =>
        (await Tool.RunAsync(option, value, "--", "true")).ExpectRefusal(option);

    [Test]
    public async Task The_umask_is_the_callers_or_the_one_asked_for()
    {
        var shell = new ToolCommand { FileName = "sh" };

        (await shell.RunAsync("-c", "umask 027; exec \"$@\"", "sh", TestEnvironment.Tool, "--", "sh", "-c", "umask")).ExpectOutput("0027");
        (await Tool.RunAsync("--umask", "077", "--", "sh", "-c", "umask; touch /tmp/x; stat -c %a /tmp/x")).ExpectOutput("0077\n600");
        (await Tool.RunAsync("--umask", "0", "--as-pid-1", "--", "sh", "-c", "umask")).ExpectOutput("0000");
        (await Tool.RunAsync("--umask", "1000", "--", "true")).ExpectRefusal("--umask");
        (await Tool.RunAsync("--umask", "8", "--", "true")).ExpectRefusal("--umask");
    }

    [Test]
    public async Task A_new_session_is_led_by_the_command()
    {
        const string Script = "read -r pid name state parent group session rest < /proc/$$/stat; echo $pid $group $session";

        (await Tool.RunAsync("--new-session", "--", "sh", "-c", Script)).ExpectOutput("2 2 2");
        var inherited = (await Tool.RunAsync("--", "sh", "-c", Script)).ExpectExit(0);
        Assert.That(inherited.Output, Is.EqualTo("2 0 0\n"), inherited.ToString());
    }

    [Test]
    public async Task Process_1_can_lead_a_session_too() =>
        (await Tool.RunAsync("--new-session", "--as-pid-1", "--", "sh", "-c", "cut -d' ' -f1,6 /proc/$$/stat")).ExpectOutput("1 1");
}
