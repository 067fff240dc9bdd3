namespace Sandbox.EndToEnd.Tests.Isolation;

/// <summary>Only the sandbox's own processes can be seen and signalled.</summary>
public sealed class ProcessIsolationTests
{
    [Test]
    public async Task Only_own_processes_are_in_proc() =>
        (await Tool.RunAsync("--", "sh", "-c", "cd /proc; for p in [0-9]*; do cat $p/comm; done")).ExpectOutput("sandbox-init\nsh");

    [Test]
    public async Task The_command_is_a_child_of_the_sandboxes_init_or_process_1_itself()
    {
        (await Tool.RunAsync("--", "sh", "-c", "echo $$ $PPID")).ExpectOutput("2 1");
        (await Tool.RunAsync("--as-pid-1", "--", "sh", "-c", "echo $$ $PPID; cat /proc/1/comm")).ExpectOutput("1 0\nsh");
    }

    [Test]
    public async Task A_process_of_the_host_cannot_be_signalled() =>
        (await new ToolCommand().ShellAsync($"kill -0 {Environment.ProcessId} 2>&1 | sed 's/.*: //'")).ExpectOutput("No such process");

    [TestCase()]
    [TestCase("--as-pid-1")]
    public async Task Every_namespace_but_that_of_time_is_a_new_one(params string[] options)
    {
        const string Links = "for n in cgroup ipc mnt net pid user uts; do readlink /proc/self/ns/$n; done";
        var outside = await new ToolCommand { FileName = "sh" }.RunAsync("-c", Links);

        var inside = await Tool.RunAsync([.. options, "--", "sh", "-c", Links]);

        inside.ExpectExit(0);
        var namespaces = inside.Output.TrimEnd('\n').Split('\n');
        Assert.That(namespaces, Has.Length.EqualTo(7), inside.ToString());
        Assert.That(namespaces.Intersect(outside.Output.Split('\n')), Is.Empty, inside.ToString());
    }

    [Test]
    public async Task The_path_of_the_control_group_is_not_shown()
    {
        var result = await Tool.RunAsync("--", "cat", "/proc/self/cgroup");

        result.ExpectExit(0);
        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.Not.Empty.And.All.EndsWith(":/"), result.ToString());
    }
}
