namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>An isolated process isolates itself again, and starts sandboxes, and is started in them.</summary>
public sealed class IsolationNestingTests
{
    [Test]
    public async Task It_isolates_itself_again()
    {
        var isolate = await IsolateLibrary.ProgramAsync("isolate");

        (await isolate.RunAsync(
            "net shm", "sh", "-c", $"touch /dev/shm/outer; {isolate.FileName} shm,net {isolate.FileName} net ls -A /dev/shm; ls /dev/shm"))
            .ExpectOutput("outer");
    }

    [Test]
    public async Task It_starts_a_sandbox() =>
        (await (await IsolateLibrary.ProgramAsync("isolate")).RunAsync("net", TestEnvironment.Tool, "--", "sh", "-c", "tail -n +3 /proc/net/dev | cut -d: -f1"))
            .ExpectOutput("    lo");

    /// <summary>In one that shows the host's tree writable, and not as user 0: see <see cref="Security.NestingTests"/>.</summary>
    [Test]
    public async Task In_a_sandbox_it_isolates_itself()
    {
        string[] identity = Environment.IsPrivilegedProcess ? ["--uid", "1000", "--gid", "1000"] : [];
        var isolate = await IsolateLibrary.ProgramAsync("isolate");

        (await Tool.RunAsync([.. identity, "--fs", "host", "--", isolate.FileName, "net shm", "sh", "-c", "touch /dev/shm/file && ls /dev/shm"])).ExpectOutput("file");
    }

    /// <summary>A process that isolates itself names its host as a sandbox does.</summary>
    [TestCase("box")]
    [TestCase("box.example.org")]
    public async Task It_has_the_same_names_of_hosts_as_a_sandbox(string name)
    {
        string[] options = [.. Environment.IsPrivilegedProcess ? new[] { "--uid", "1000", "--gid", "1000" } : [], "--fs", "host", "--hostname", name];
        var isolate = await IsolateLibrary.ProgramAsync("isolate");

        var sandbox = await Tool.RunAsync([.. options, "--profile", "net", "--", "cat", "/etc/hosts"]);
        var isolated = await Tool.RunAsync([.. options, "--", isolate.FileName, "net", "cat", "/etc/hosts"]);

        Assert.That(sandbox.ExpectExit(0).Output, Does.EndWith($"\n192.0.2.2 {(name.Contains('.') ? $"{name} box" : name)}\n"));
        isolated.ExpectOutput(sandbox.Output);
    }

    [Test]
    public async Task User_0_of_a_sandbox_is_told_to_be_another_user()
    {
        var isolate = await IsolateLibrary.ProgramAsync("isolate");
        var result = await Tool.RunAsync("--uid", "0", "--gid", "0", "--fs", "host", "--", isolate.FileName, "shm", "true");

        result.ExpectExit(1);
        Assert.That(result.Output, Does.StartWith("could not write /proc/self/uid_map: EPERM").And.Contain("--uid 1000").And.Not.Contain("has changed"), result.ToString());
    }
}
