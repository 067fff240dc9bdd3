using System.Text;
using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--changes FILE</c>: what a run changed, one JSON object a line.</summary>
public sealed class ChangesTests
{
    [Test]
    public async Task What_is_added_modified_and_deleted_is_listed_in_order()
    {
        await ExpectAsync(
            "echo x >> /data/file; rm /more/file; mkdir -p /a/b; echo y > /a/b/c; ln -s c /a/link; mkfifo /a/pipe",
            """
            added directory /a
            added directory /a/b
            added file /a/b/c
            added symlink /a/link
            added other /a/pipe
            modified file /data/file content,time
            deleted file /more/file
            """);
    }

    [Test]
    public async Task What_is_as_it_was_is_not_listed()
    {
        await ExpectAsync("cat /data/file > /dev/null; exec 3>> /data/file; touch /tmp/x /dev/shm/x; mkdir /d; rmdir /d; touch /f; rm /f", "");
    }

    [Test]
    public async Task Metadata_alone_is_told_as_such()
    {
        await ExpectAsync(
            "chmod 600 /data/file; touch -d 2001-01-01 /more/file; chmod 700 /more",
            """
            modified file /data/file mode
            modified directory /more mode
            modified file /more/file time
            """);
    }

    [Test]
    public async Task Of_a_deleted_directory_everything_is_listed()
    {
        await ExpectAsync("rm -r /more", "deleted directory /more\ndeleted file /more/file");
    }

    [Test]
    public async Task A_directory_made_anew_shows_what_is_gone()
    {
        await ExpectAsync(
            "rm -r /more; mkdir /more; echo x > /more/other",
            "deleted file /more/file\nadded file /more/other");
    }

    [Test]
    public async Task Renamed_is_deleted_and_added()
    {
        await ExpectAsync("mv /more/file /data/moved", "added file /data/moved\ndeleted file /more/file");
    }

    [Test]
    public async Task What_becomes_something_else_is_of_another_type()
    {
        await ExpectAsync(
            "rm /data/file; mkdir /data/file; echo x > /data/file/in; rm -r /more; ln -s data /more",
            """
            modified directory /data/file type
            added file /data/file/in
            modified symlink /more type
            deleted file /more/file
            """);
    }

    [Test]
    public async Task What_cannot_be_read_is_listed_too()
    {
        await ExpectAsync(
            "mkdir /a; echo x > /a/f; chmod 000 /a/f /a",
            "added directory /a\nadded file /a/f");
    }

    [Test]
    public async Task A_directory_that_may_be_read_and_not_entered_is_listed_too()
    {
        await ExpectAsync(
            "mkdir /a; echo x > /a/f; chmod 400 /a",
            "added directory /a\nadded file /a/f");
    }

    [Test]
    public async Task However_deep_directories_are_nested_the_result_is_not_lost()
    {
        const int Depth = 1500;
        using var work = new EphemeralRoot();
        var file = Path.Combine(work.Scratch, "..", "changes");
        var lower = Path.Combine(work.Root, "deep");
        const string Nest = "i=0; while [ $i -lt 1500 ]; do mkdir d && cd -P d || exit 1; i=$((i+1)); done; echo x > last";
        (await new ToolCommand { FileName = "sh" }.RunAsync("-c", $"mkdir {lower}; cd {lower}; {Nest}")).ExpectExit(0);

        var result = await work.RunAsync($"mkdir /new; (cd /new; {Nest}) && rm -r /deep; exit 7", "--changes", file);

        result.ExpectExit(7);
        Assert.That(result.Error, Is.Empty);
        var lines = await File.ReadAllLinesAsync(file);
        Assert.That(lines.Count(line => line.Contains("\"added\"", StringComparison.Ordinal)), Is.EqualTo(Depth + 2));
        Assert.That(lines.Count(line => line.Contains("\"deleted\"", StringComparison.Ordinal)), Is.EqualTo(Depth + 2));
        Assert.That(work.Leftovers, Is.Empty);
    }

    [TestCase("000")]
    [TestCase("400")]
    public async Task What_was_below_a_directory_that_cannot_be_read_is_told_to_be_missing(string mode)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root reads everything");
        }

        using var work = new EphemeralRoot();
        var (file, report) = (Path.Combine(work.Scratch, "..", "changes"), Path.Combine(work.Scratch, "..", "report"));
        var closed = $"{work.Root}/more";
        (await new ToolCommand { FileName = "chmod" }.RunAsync(mode, closed)).ExpectExit(0);

        // As its owner the command may open the directory to itself first; the host does not.
        var result = await work.RunAsync("chmod 700 /more; rm -r /more; exit 7", "--changes", file, "--report", report);

        result.ExpectExit(7);
        Assert.That(result.Error, Is.EqualTo("run-sandbox: the list of changes may lack something in /more/: EACCES (Permission denied)\n"));
        Assert.That(await ReadAsync(file), Is.EqualTo("deleted directory /more"));
        Assert.That(await File.ReadAllTextAsync(report), Does.Contain("may lack something in /more/"));
        (await new ToolCommand { FileName = "chmod" }.RunAsync("700", closed)).ExpectExit(0);
    }

    [Test]
    public async Task Names_of_any_bytes_are_told_apart()
    {
        using var work = new EphemeralRoot();
        var file = Path.Combine(work.Scratch, "..", "changes");

        (await work.RunAsync("cd /data; touch \"$(printf 'a\\nb')\" \"$(printf 'c\\377')\" 'd\"e'", "--changes", file)).ExpectExit(0);

        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(lines.Select(line => line.GetProperty("path").GetString()), Is.EqualTo(new[] { "/data/a\nb", "/data/c\uFFFD", "/data/d\"e" }));
        Assert.That(lines[1].GetProperty("pathBytes").GetBytesFromBase64(), Is.EqualTo(Encoding.Latin1.GetBytes("/data/c\u00FF")));
        Assert.That(lines[0].TryGetProperty("pathBytes", out _), Is.False);
    }

    [Test]
    public async Task The_working_directory_of_the_hosts_tree_has_changes_too()
    {
        using var work = new TemporaryDirectory();
        using var other = new TemporaryDirectory();
        work.File("file");

        (await Tool.In(work).ShellAsync(
            "echo x > new; rm file", "--ephemeral", "--scratch", other.Folder("scratch"), "--changes", other["changes"])).ExpectExit(0);

        Assert.That(await ReadAsync(other["changes"]), Is.EqualTo($"deleted file {work["file"]}\nadded file {work["new"]}"));
    }

    [Test]
    public async Task Without_an_ephemeral_tree_there_is_no_such_list()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).RunAsync("--changes", work["changes"], "--", "true")).ExpectRefusal("--changes", "--ephemeral");

        Assert.That(work.List(), Is.Empty);
    }

    private static async Task ExpectAsync(string script, string changes)
    {
        using var work = new EphemeralRoot();
        var file = Path.Combine(work.Scratch, "..", "changes");

        (await work.RunAsync(script, "--changes", file)).ExpectExit(0);

        Assert.That(await ReadAsync(file), Is.EqualTo(changes.Replace("\r", "", StringComparison.Ordinal)));
        Assert.That(work.Leftovers, Is.Empty);
    }

    private static async Task<string> ReadAsync(string file) =>
        string.Join('\n', (await File.ReadAllLinesAsync(file)).Select(Describe));

    private static string Describe(string line)
    {
        var change = JsonDocument.Parse(line).RootElement;
        var text = $"{change.GetProperty("change").GetString()} {change.GetProperty("type").GetString()} {change.GetProperty("path").GetString()}";
        return change.TryGetProperty("aspects", out var aspects)
            ? $"{text} {string.Join(',', aspects.EnumerateArray().Select(aspect => aspect.GetString()))}"
            : text;
    }
}
