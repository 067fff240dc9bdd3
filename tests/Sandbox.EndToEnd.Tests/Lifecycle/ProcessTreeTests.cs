namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>What a command starts and does not wait for.</summary>
public sealed class ProcessTreeTests
{
    private TemporaryDirectory _directory = null!;
    private string _marker = null!;

    [SetUp]
    public void Prepare()
    {
        _directory = new TemporaryDirectory();
        _marker = $"marker-{Guid.NewGuid():N}";
    }

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase("sh -c 'sleep 1000; : {0}' & exit 3")]
    [TestCase("(trap '' TERM HUP INT; exec sh -c 'sleep 1000; : {0}') & exit 3")]
    [TestCase("(setsid sh -c 'sleep 1000; : {0}' &) & wait $!; exit 3")]
    [TestCase("sh -c 'kill -STOP $$; : {0}' & exit 3")]
    public async Task What_is_left_in_the_background_is_dead_when_the_tool_returns(string script)
    {
        var result = await Tool.In(_directory).ShellAsync(script.Replace("{0}", _marker));

        Assert.That(HostProcess.Marked(_marker), Is.Empty, result.ToString());
        result.ExpectExit(3);
    }

    [Test]
    public async Task Hundreds_of_processes_in_the_background_are_dead_when_the_tool_returns()
    {
        var result = await Tool.In(_directory).ShellAsync(
            $"i=0; while [ $i -lt 300 ]; do sh -c 'sleep 1000; : {_marker}' & i=$((i+1)); done; exit 4");

        Assert.That(HostProcess.Marked(_marker), Is.Empty);
        result.ExpectExit(4);
    }

    [Test]
    public async Task Orphans_are_reaped_while_the_command_runs()
    {
        // Each of fifty shells leaves a child to the init; none of them may stay a zombie.
        const string Script =
            """
            i=0; while [ $i -lt 50 ]; do sh -c 'sh -c "exit 7" &'; i=$((i+1)); done
            tries=0
            while grep -q '^State:.Z' /proc/[0-9]*/status; do
                tries=$((tries+1)); [ $tries -lt 500 ] || { cat /proc/[0-9]*/stat; exit 1; }
                sleep 0.02
            done
            exit 0
            """;

        (await Tool.In(_directory).ShellAsync(Script)).ExpectExit(0);
    }

    [Test]
    public async Task The_command_is_a_child_of_process_1() =>
        (await Tool.In(_directory).ShellAsync("echo $PPID")).ExpectOutput("1");

    [Test]
    public async Task A_command_can_be_process_1_itself() =>
        (await Tool.In(_directory).ShellAsync("echo $$", "--as-pid-1")).ExpectOutput("1");

    [Test]
    public async Task No_signal_is_ignored_or_blocked_inside()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };

        // As a caller of bad manners would start it.
        var result = await shell.RunAsync("-c", "trap '' PIPE CHLD; exec \"$@\"", "sh", TestEnvironment.Tool, "--", "grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status");

        result.ExpectOutput("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000");
    }

    [Test]
    public async Task A_writer_whose_reader_is_gone_is_ended_by_the_signal_for_it() =>
        (await Tool.In(_directory).RunAsync("--", "bash", "-c", "yes | head -n 1; echo ${PIPESTATUS[0]}")).ExpectOutput("y\n141");

    [Test]
    public async Task A_command_whose_reader_outside_is_gone_is_ended_by_the_signal_for_it()
    {
        var shell = Tool.In(_directory) with { FileName = "bash" };

        var result = await shell.RunAsync("-c", "\"$@\" | head -n 1; echo ${PIPESTATUS[0]}", "bash", TestEnvironment.Tool, "--", "yes");

        result.ExpectOutput("y\n141");
    }
}
