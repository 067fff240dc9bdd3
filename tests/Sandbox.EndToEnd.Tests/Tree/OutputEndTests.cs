using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>What becomes of outputs when a run does not end by itself.</summary>
[TestFixture("namespaces")]
[TestFixture("bwrap")]
public sealed class OutputEndTests(string backend) : OutputFixture(backend)
{
    [Test]
    public async Task They_come_out_after_a_time_limit_with_what_was_made_in_the_grace()
    {
        var result = await ShellAsync(
            "trap 'echo late > late; exit 3' TERM; echo early > early; while :; do sleep 0.05; done",
            "--output", "early", "--output", "late", "--time-limit", "2", "--kill-after", "1m");

        result.ExpectExit(124);
        Assert.That((Read("early"), Read("late")), Is.EqualTo(("early\n", "late\n")));
        ExpectNothingLeft();
    }

    [Test]
    public async Task They_come_out_after_a_kill_of_the_command()
    {
        (await ShellAsync("echo made > made; kill -KILL $$", "--output", "made")).ExpectExit(137);

        Assert.That(Read("made"), Is.EqualTo("made\n"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task They_come_out_after_a_signal_to_the_tool()
    {
        using var tool = Start("echo made > made; echo ready; exec sleep 1000", "made");
        await tool.ExpectLineAsync("ready");

        Native.Send(tool.Id, Native.SIGTERM);

        (await tool.WaitAsync()).ExpectExit(143);
        Assert.That(Read("made"), Is.EqualTo("made\n"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task After_a_kill_of_the_tool_the_old_one_is_whole_and_the_next_run_sweeps()
    {
        Project.File("p/made", "old\n");
        using (var tool = Start("echo half > made; echo ready; exec sleep 1000", "made"))
        {
            await tool.ExpectLineAsync("ready");
            Native.Send(tool.Id, Native.SIGKILL);

            // The end of its output is the end of the sandbox.
            await tool.WaitAsync();
        }

        Assert.That(Read("made"), Is.EqualTo("old\n"));
        Assert.That(Left(), Is.EqualTo(new[] { "p/made" }));

        (await ShellAsync("echo new > made", "--output", "made")).ExpectExit(0);

        Assert.That(Read("made"), Is.EqualTo("new\n"));
        ExpectNothingLeft();
    }

    private string Read(string name) => File.ReadAllText(Project[$"p/{name}"]);

    private RunningTool Start(string script, string output) =>
        RunningTool.Start(Command, [.. Options, "--output", output, "--", "sh", "-c", script]);
}
