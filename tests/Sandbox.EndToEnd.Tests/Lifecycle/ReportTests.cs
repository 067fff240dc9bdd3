using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>--report FILE.</summary>
public sealed class ReportTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task It_tells_the_exit_code_the_backend_the_time_and_the_usage()
    {
        // About a second of processor time, which the kernel ends, and twenty megabytes of memory.
        const string Script = "head -c 20000000 /dev/zero | tail -c 20000000 >/dev/null; (ulimit -t 1; while :; do :; done); exit 42";
        var report = await ReportAsync("--", "sh", "-c", Script);

        Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("exited"));
        Assert.That(report.GetProperty("exitCode").GetInt32(), Is.EqualTo(42));
        Assert.That(report.TryGetProperty("signal", out _), Is.False);
        Assert.That(report.GetProperty("backend").GetString(), Is.EqualTo("namespaces"));
        Assert.That(report.GetProperty("elapsed").GetDouble(), Is.InRange(0.3, 100));
        var usage = report.GetProperty("usage");
        Assert.That(usage.GetProperty("userTime").GetDouble() + usage.GetProperty("systemTime").GetDouble(), Is.InRange(0.3, 30));
        Assert.That(usage.GetProperty("maxResidentBytes").GetInt64(), Is.InRange(20_000_000, 200_000_000));
        Assert.That(usage.GetProperty("minorPageFaults").GetInt64(), Is.Positive);
        Assert.That(report.GetProperty("warnings").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task It_tells_the_signal_that_ended_the_command()
    {
        var report = await ReportAsync("--", "sh", "-c", "kill -KILL $$");

        Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("signaled"));
        Assert.That(report.GetProperty("signal").GetInt32(), Is.EqualTo(9));
        Assert.That(report.TryGetProperty("exitCode", out _), Is.False);
    }

    [Test]
    public async Task It_tells_which_step_failed_on_which_path_and_why()
    {
        var report = await ReportAsync("--chdir", "/no/such/directory", "--", "true");

        Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("setupFailed"));
        var error = report.GetProperty("error");
        Assert.That(error.GetProperty("step").GetString(), Does.StartWith("chdir"));
        Assert.That(error.GetProperty("path").GetString(), Is.EqualTo("/no/such/directory"));
        Assert.That(error.GetProperty("errno").GetInt32(), Is.EqualTo(2));
        Assert.That(error.GetProperty("hint").GetString(), Does.Contain("--chdir"));
    }

    [Test]
    public async Task It_tells_which_members_of_the_spec_make_no_sense()
    {
        var report = await ReportAsync("--tmpfs", "/mnt:size=1", "--", "true");

        Assert.That(report.GetProperty("error").GetProperty("members")[0].GetProperty("member").GetString(), Is.EqualTo("mounts[0].size"));
    }

    [Test]
    public async Task It_tells_what_each_backend_lacks()
    {
        var report = await ReportAsync("--memory", "1G", "--", "true");

        var missing = report.GetProperty("error").GetProperty("backends")[0].GetProperty("missing")[0];
        Assert.That(missing.GetProperty("capabilities")[0].GetString(), Is.EqualTo("memoryLimit"));
        Assert.That(missing.GetProperty("remedy").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task The_command_can_not_redirect_it()
    {
        var elsewhere = _directory.File("elsewhere", "untouched");
        var work = _directory.Folder("work");

        await Tool.In(work).RunAsync("--report", "report", "--", "sh", "-c", $"ln -s {elsewhere} report");

        Assert.That(await File.ReadAllTextAsync(elsewhere), Is.EqualTo("untouched"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(work, "report")), Does.StartWith("{"));
        Assert.That(new FileInfo(Path.Combine(work, "report")).LinkTarget, Is.Null);
    }

    [Test]
    public async Task It_can_go_to_a_descriptor()
    {
        var result = await Tool.In(_directory).RunAsync("--report", "/dev/stdout", "--", "echo", "first");

        Assert.That(result.ExpectExit(0).Output, Does.Match(new Regex("^first\n\\{.*\"exited\".*\\}\n$")), result.ToString());
    }

    [TestCase("/dev/stdout")]
    [TestCase("/dev/fd/1")]
    [TestCase("/proc/self/fd/1")]
    public async Task In_a_file_it_stands_between_what_comes_before_and_after(string path)
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };

        await shell.RunAsync(
            "-c", "{ echo before; \"$1\" --report \"$2\" -- echo command; echo after; } >all", "sh", TestEnvironment.Tool, path);

        var lines = await File.ReadAllLinesAsync(_directory["all"]);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That((lines[0], lines[1], lines[3]), Is.EqualTo(("before", "command", "after")));
        Assert.That(lines[2], Does.StartWith("{"));
    }

    [Test]
    public async Task A_descriptor_that_is_not_open_is_told_before_anything_runs()
    {
        var result = await Tool.In(_directory).RunAsync("--report", "/dev/fd/77", "--", "touch", "ran");

        result.ExpectRefusal("could not open the report /dev/fd/77: descriptor 77 was not open");
        Assert.That(_directory.List(), Is.Empty);
    }

    [Test]
    public async Task Nothing_but_the_report_is_left_beside_it()
    {
        await ReportAsync("--", "true");

        Assert.That(_directory.List(), Is.EqualTo(["report"]));
    }

    private async Task<JsonElement> ReportAsync(params string[] arguments)
    {
        await Tool.In(_directory).RunAsync(["--report", _directory["report"], .. arguments]);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(_directory["report"]));
        return document.RootElement.Clone();
    }
}
