using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>What a script can tell from the exit code, and from the report where that is not enough.</summary>
public sealed class ExitCodeTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(42)]
    [TestCase(255)]
    public async Task An_exit_code_is_the_commands_own(int code)
    {
        var result = await Tool.In(_directory).ShellAsync($"exit {code}");

        Assert.That(result.ExpectExit(code).Error, Is.Empty);
    }

    [TestCase("KILL", 137)]
    [TestCase("TERM", 143)]
    [TestCase("SEGV", 139)]
    [TestCase("PIPE", 141)]
    public async Task A_command_ended_by_signal_n_is_128_plus_n(string signal, int code)
    {
        var result = await Tool.In(_directory).ShellAsync($"kill -{signal} $$");

        Assert.That(result.ExpectExit(code).Error, Is.Empty);
    }

    [TestCase("no-such-command")]
    [TestCase("/no/such/command")]
    [TestCase("./no-such-command")]
    public async Task A_command_that_is_not_found_is_127(string command)
    {
        var result = await Tool.In(_directory).RunAsync("--", command);

        Assert.That(result.ExpectExit(127).Error, Does.StartWith($"run-sandbox: could not run {command}: "), result.ToString());
    }

    [Test]
    public async Task A_file_that_is_not_executable_is_126()
    {
        var result = await Tool.In(_directory).RunAsync("--", _directory.File("data", "text"));

        Assert.That(result.ExpectExit(126).Error, Does.Contain("EACCES").And.Contain("chmod +x"), result.ToString());
    }

    [Test]
    public async Task A_directory_is_126() => (await Tool.In(_directory).RunAsync("--", _directory.Path)).ExpectExit(126);

    [Test]
    public async Task A_script_whose_interpreter_is_missing_is_126_and_the_interpreter_is_blamed()
    {
        var script = _directory.File("script", "#!/no/such/interpreter\n", (UnixFileMode)0b111_101_101);

        var result = await Tool.In(_directory).RunAsync("--", script);

        Assert.That(result.ExpectExit(126).Error, Does.Contain("its interpreter is missing"), result.ToString());
    }

    [Test]
    public async Task A_script_without_an_interpreter_line_is_run_by_the_shell()
    {
        var script = _directory.File("script", "echo \"$0 $*\"; exit 5", (UnixFileMode)0b111_101_101);

        var result = await Tool.In(_directory).RunAsync("--", script, "a", "b");

        Assert.That(result.ExpectExit(5).Output, Is.EqualTo($"{script} a b\n"));
    }

    [Test]
    public async Task A_sandbox_that_can_not_be_set_up_is_125_and_the_command_has_not_run()
    {
        var result = await Tool.In(_directory).ShellAsync("touch ran; exit 3", "--ro-bind", "/no/such/source:/mnt");

        result.ExpectRefusal("/no/such/source does not exist");
        Assert.That(_directory.List(), Is.Empty);
    }

    [TestCase(124)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(127)]
    public async Task A_command_that_exits_with_a_code_of_the_tools_is_told_apart_by_the_report(int code)
    {
        using var report = await ReportOfAsync("--", "sh", "-c", $"exit {code}");

        Assert.That(report.RootElement.GetProperty("status").GetString(), Is.EqualTo("exited"));
        Assert.That(report.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(code));
    }

    [TestCase("--ro-bind", "/no/such/source:/mnt", "--", "true")]
    [TestCase("--", "no-such-command")]
    [TestCase("--", "/etc/passwd")]
    [TestCase("--chdir", "/no/such/directory", "--", "true")]
    public async Task What_did_not_run_never_looks_as_if_it_had_in_the_report(params string[] arguments)
    {
        using var report = await ReportOfAsync(arguments);

        Assert.That(report.RootElement.GetProperty("status").GetString(), Is.EqualTo("setupFailed"));
        Assert.That(report.RootElement.TryGetProperty("exitCode", out _), Is.False);
        Assert.That(report.RootElement.GetProperty("error").GetProperty("message").GetString(), Is.Not.Empty);
    }

    private async Task<JsonDocument> ReportOfAsync(params string[] arguments)
    {
        await Tool.In(_directory).RunAsync(["--report", _directory["report"], .. arguments]);
        return JsonDocument.Parse(await File.ReadAllTextAsync(_directory["report"]));
    }
}
