using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Samples;

/// <summary>samples/build-tool: builds by actions, each in a sandbox of its own.</summary>
public sealed class BuildToolTests
{
    private static readonly ToolCommand BuildTool = new() { FileName = TestEnvironment.BuildTool };

    private TemporaryDirectory _project = null!;

    [SetUp]
    public void MakeProject() => _project = new TemporaryDirectory();

    [TearDown]
    public void DeleteProject() => _project.Dispose();

    [Test]
    public async Task A_small_c_program_is_built_in_steps_and_only_once()
    {
        if (!File.Exists("/usr/bin/cc"))
        {
            Assert.Ignore("/usr/bin/cc is missing (Debian's gcc)");
        }

        var hello = _project.Copy($"{TestEnvironment.Repository}/samples/hello", "hello");

        var first = (await BuildTool.RunAsync($"{hello}/build.json")).ExpectExit(0);
        var second = (await BuildTool.RunAsync($"{hello}/build.json")).ExpectExit(0);

        Assert.That(first.Output, Does.Contain("[4/4] test hello").And.Not.Contain("up to date"), first.ToString());
        Assert.That(second.Output, Does.Contain("link hello (up to date)"), second.ToString());
        (await new ToolCommand { FileName = $"{hello}/hello" }.RunAsync("Ada")).ExpectOutput("Hello, Ada!");
        Assert.That(_project.List(), Has.None.Contains(".build-tool-"));
    }

    [Test]
    public async Task An_action_sees_its_inputs_and_nothing_else_of_the_project()
    {
        _project.File("declared/input", "text");
        _project.File("undeclared");

        var result = await BuildAsync("""
            [{"name": "look", "inputs": ["declared"], "outputs": ["seen"], "env": {"A": "b"},
              "command": ["sh", "-c", "{ cat declared/input; find . -type f ! -name seen; echo $A; } > seen; echo x > declared/input; true"]}]
            """);

        result.ExpectExit(0);
        Assert.That(File.ReadAllText(_project["seen"]), Is.EqualTo("text./declared/input\nb\n"));
        Assert.That(File.ReadAllText(_project["declared/input"]), Is.EqualTo("text"));
    }

    [Test]
    public async Task With_sandboxes_that_are_ready_an_action_sees_no_more()
    {
        _project.File("declared/input", "text");
        _project.File("undeclared");

        var result = await BuildAsync($$"""
            [{"name": "one", "inputs": ["declared"], "outputs": ["seen"], "env": {"A": "b"},
              "command": ["sh", "-c", "{ cat declared/input; find . -type f ! -name seen; echo $A; } > seen; echo x > declared/input"]},
             {"name": "two", "inputs": ["seen"], "outputs": ["sub/copy"], "command": ["sh", "-c", "cp seen sub/copy; echo x > stray"]},
             {"name": "three", "outputs": ["others"], "command": ["sh", "-c", "ls .. {{_project.Path}} > others 2>&1; true"]}]
            """, "--pool", "2");

        result.ExpectExit(0);
        Assert.That(File.ReadAllText(_project["sub/copy"]), Is.EqualTo("text./declared/input\nb\n"));
        Assert.That(File.ReadAllText(_project["declared/input"]), Is.EqualTo("text"));
        Assert.That(File.ReadAllText(_project["others"]), Does.Not.Contain("undeclared").And.Not.Contain(".build-tool-"));
        Assert.That(_project.List(), Has.None.Contains(".build-tool-").And.None.Contains("stray"));
    }

    [Test]
    public async Task With_sandboxes_that_are_ready_a_failure_stops_the_build_and_leaves_nothing()
    {
        var result = await BuildAsync("""
            [{"name": "bad", "outputs": ["bad"], "command": ["sh", "-c", "echo reason >&2; exit 3"]},
             {"name": "after", "inputs": ["bad"], "command": ["true"]}]
            """, "--pool", "2");

        result.ExpectExit(1);
        Assert.That(result.Output, Is.EqualTo("[1/2] bad FAILED: exited with 3\nreason\n"), result.ToString());
        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json" }));
    }

    [Test]
    public async Task Only_declared_outputs_come_out()
    {
        (await BuildAsync("""[{"name": "write", "outputs": ["below/out"], "command": ["sh", "-c", "echo made > below/out; echo x > other"]}]"""))
            .ExpectExit(0);

        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json", "below/", "below/out" }));
    }

    [TestCase("ln -s /etc/passwd out", TestName = "A link is no output")]
    [TestCase("rmdir below; ln -s /etc below", TestName = "A link to the directory of an output is no output")]
    [TestCase("true", TestName = "An action that does not make its output has failed")]
    public async Task What_is_no_file_of_its_own_is_not_taken(string script)
    {
        var result = await BuildAsync($$"""
            [{"name": "cheat", "outputs": ["out", "below/passwd"], "command": ["sh", "-c", "echo x > out; echo x > below/passwd; rm -f out below/passwd; {{script}}"]}]
            """);

        result.ExpectExit(1);
        Assert.That(result.Output, Does.Contain("cheat FAILED: did not make the file"), result.ToString());
        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json" }));
    }

    [Test]
    public async Task The_first_failure_stops_what_runs_and_what_would_follow()
    {
        var marker = $"600.{Random.Shared.Next()}";

        var result = await BuildAsync($$"""
            [{"name": "after", "inputs": ["bad"], "outputs": ["after"], "command": ["touch", "after"]},
             {"name": "bad", "outputs": ["bad"], "command": ["sh", "-c", "echo reason >&2; exit 3"]},
             {"name": "slow", "command": ["sleep", "{{marker}}"]},
             {"name": "after slow", "deps": ["slow"], "outputs": ["late"], "command": ["touch", "late"]}]
            """, "--Build:Jobs=2");

        result.ExpectExit(1);
        Assert.That(result.Output, Is.EqualTo("[1/4] bad FAILED: exited with 3\nreason\n"), result.ToString());
        Assert.That(HostProcess.Marked(marker), Is.Empty);
        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json" }));
    }

    [TestCase(Native.SIGINT)]
    [TestCase(Native.SIGTERM)]
    public async Task Ctrl_c_ends_what_runs(int signal)
    {
        var marker = $"600.{Random.Shared.Next()}";
        _project.File("actions.json", $$"""
            [{"name": "slow", "command": ["sleep", "{{marker}}"]}, {"name": "after", "deps": ["slow"], "command": ["true"]}]
            """);
        using var tool = RunningTool.StartInGroup(BuildTool, _project["actions.json"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (HostProcess.Marked($"sleep {marker}").Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }

        Native.SendToGroup(tool.Id, signal);
        var result = (await tool.WaitAsync()).ExpectExit(130);

        Assert.That((result.Output, result.Error), Is.EqualTo(("", "build-tool: interrupted; what was running has been ended\n")));
        Assert.That(HostProcess.Marked(marker), Is.Empty);
        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json" }));
    }

    [TestCase("[", "actions.json")]
    [TestCase("""[{"name": "a"}]""", "command")]
    [TestCase("""[{"name": "a", "command": [null]}]""", "null")]
    [TestCase("""[{"name": "a", "command": ["true"], "speed": 1}]""", "speed")]
    [TestCase("""[{"name": "a", "command": ["true"], "inputs": ["../secret"]}]""", "'../secret'")]
    [TestCase("""[{"name": "a", "command": ["true"], "outputs": ["/etc/passwd"]}]""", "'/etc/passwd'")]
    [TestCase("""[{"name": "a", "command": ["true"], "deps": ["b"]}]""", "'b'")]
    [TestCase("""[{"name": "a", "command": ["true"]}, {"name": "a", "command": ["true"]}]""", "'a' is there twice")]
    [TestCase("""[{"name": "a", "command": ["true"], "deps": ["b"]}, {"name": "b", "command": ["true"], "deps": ["a"]}]""", "a, b")]
    public async Task A_list_that_makes_no_sense_is_refused(string actions, string word) => ExpectRefused(await BuildAsync(actions), word);

    [TestCase("--Sandbox:Backend=lxc", "'lxc'")]
    [TestCase("--Build:Jobs=-1", "Build:Jobs")]
    public async Task Settings_that_make_no_sense_are_refused_at_the_start(string setting, string word) =>
        ExpectRefused(await BuildAsync("""[{"name": "a", "outputs": ["out"], "command": ["touch", "out"]}]""", setting), word);

    private void ExpectRefused(ToolResult result, string word)
    {
        result.ExpectExit(2);
        Assert.That(result.Error, Does.StartWith("build-tool: ").And.Contain(word).And.Not.Contain("   at "), result.ToString());
        Assert.That(_project.List(), Is.EqualTo(new[] { "actions.json" }));
    }

    private Task<ToolResult> BuildAsync(string actions, params string[] settings) =>
        BuildTool.RunAsync([_project.File("actions.json", actions), .. settings]);
}
