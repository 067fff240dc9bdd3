using System.Text.Json;
using RunSandbox.Output;

namespace Sandbox.Tests.Tool;

/// <summary>The file of <c>--report</c>, in a directory the command may have been at.</summary>
public sealed class ReportFileTests
{
    private static readonly SandboxResult Result = new()
    {
        Status = SandboxStatus.Exited, ExitCode = 3, Backend = "namespaces", Elapsed = TimeSpan.FromSeconds(1),
    };

    private string _directory = "";

    private string Target => Path.Combine(_directory, "report.json");

    [SetUp]
    public void Make_a_directory() => _directory = Directory.CreateTempSubdirectory("report-tests-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void The_report_is_one_json_document_and_nothing_else_is_left()
    {
        using (var report = ReportFile.Open(Target))
        {
            Assert.That(Directory.GetFileSystemEntries(_directory), Is.Empty, "nothing is made before the end");
            report.Write(Result);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(Target));
        Assert.That(json.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(3));
        Assert.That(Directory.GetFileSystemEntries(_directory), Is.EqualTo(new[] { Target }));
    }

    [Test]
    public void A_report_that_is_there_is_replaced()
    {
        File.WriteAllText(Target, new string('x', 100_000));

        using (var report = ReportFile.Open(Target))
        {
            report.Write(new SandboxSetupException("no"));
        }

        Assert.That(File.ReadAllText(Target), Does.StartWith("{").And.EndWith("}\n"));
    }

    [Test]
    public void A_link_left_in_its_place_is_replaced_not_followed()
    {
        var victim = Path.Combine(_directory, "victim");
        File.WriteAllText(victim, "untouched");
        using (var report = ReportFile.Open(Target))
        {
            File.CreateSymbolicLink(Target, victim);
            report.Write(Result);
        }

        Assert.That(File.ReadAllText(victim), Is.EqualTo("untouched"));
        Assert.That(new FileInfo(Target).LinkTarget, Is.Null);
    }

    [Test]
    public void A_directory_that_is_exchanged_for_a_link_leads_nowhere_else()
    {
        var asked = Path.Combine(_directory, "out");
        var elsewhere = Path.Combine(_directory, "elsewhere");
        Directory.CreateDirectory(asked);
        Directory.CreateDirectory(elsewhere);
        using (var report = ReportFile.Open(Path.Combine(asked, "report.json")))
        {
            Directory.Move(asked, asked + ".moved");
            Directory.CreateSymbolicLink(asked, elsewhere);
            report.Write(Result);
        }

        Assert.That(Directory.GetFileSystemEntries(elsewhere), Is.Empty);
        Assert.That(File.Exists(Path.Combine(asked + ".moved", "report.json")));
    }

    [Test]
    public void A_missing_directory_is_told_before_anything_runs() =>
        Assert.That(
            Assert.Throws<IOException>(() => ReportFile.Open("/nonexistent/report.json"))!.Message,
            Is.EqualTo("could not open the directory of the report /nonexistent/report.json: No such file or directory"));

    [Test]
    public void A_device_is_written_as_it_is()
    {
        using var report = ReportFile.Open("/dev/null");

        Assert.DoesNotThrow(() => report.Write(Result));
        Assert.That(File.GetAttributes("/dev/null").HasFlag(FileAttributes.Directory), Is.False);
        Assert.That(new FileInfo("/dev/null").Length, Is.Zero);
    }
}
