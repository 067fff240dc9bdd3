namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>The main job: an ordinary C project, as the README shows it.</summary>
public sealed class HelloBuildTests
{
    [Test]
    public async Task Make_builds_and_tests_a_c_project_and_changes_nothing_outside_it()
    {
        using var outer = new TemporaryDirectory();
        var project = outer.Copy($"{TestEnvironment.Repository}/samples/hello", "hello");
        outer.File("neighbour/file", "untouched");
        var outside = OutsideOf("hello/", outer);

        var result = await Tool.In(project).RunAsync("--", "make", "all", "test");

        result.ExpectExit(0);
        Assert.That(File.Exists($"{project}/hello"), result.ToString());
        Assert.That(OutsideOf("hello/", outer), Is.EqualTo(outside));
    }

    [Test]
    public async Task What_was_built_inside_runs_outside()
    {
        using var outer = new TemporaryDirectory();
        var project = outer.Copy($"{TestEnvironment.Repository}/samples/hello", "hello");
        var built = await Tool.In(project).RunAsync("--backend", "auto", "--", "make");
        built.ExpectExit(0);

        var run = await new ToolCommand { FileName = $"{project}/hello" }.RunAsync();

        run.ExpectExit(0);
        Assert.That(run.Output, Is.Not.Empty, run.ToString());
    }

    [Test]
    public async Task The_options_of_the_command_are_its_own()
    {
        using var outer = new TemporaryDirectory();
        outer.Copy($"{TestEnvironment.Repository}/samples/hello", "hello");

        var result = await Tool.In(outer).RunAsync("make", "-C", "hello", "-j2", "--no-print-directory");

        result.ExpectExit(0);
        Assert.That(File.Exists(outer["hello/hello"]), result.ToString());
    }

    [Test]
    public async Task A_build_that_fails_tells_its_own_exit_code()
    {
        using var outer = new TemporaryDirectory();
        outer.File("Makefile", "all:\n\tfalse\n");

        var result = await Tool.In(outer).RunAsync("--", "make");

        result.ExpectExit(2);
        Assert.That(result.Error, Does.Contain("make: ***").And.Not.Contain("run-sandbox:"), result.ToString());
    }

    private static string[] OutsideOf(string project, TemporaryDirectory outer) =>
        [.. outer.List().Where(name => !name.StartsWith(project, StringComparison.Ordinal))];
}
