using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--keep</c>: what a run has on disk stays until somebody removes it.</summary>
public sealed class KeepTests
{
    private const string Kept = "run-sandbox: files of the run are kept in ";

    [Test]
    public async Task A_throwaway_layer_stays_and_no_later_run_removes_it()
    {
        using var work = new EphemeralRoot();
        var report = Path.Combine(work.Scratch, "..", "report");

        var result = await work.RunAsync("mkdir /data/d; echo new > /data/d/f; chmod 0 /data/d/f /data/d; exit 3", "--keep", "--report", report);
        result.ExpectExit(3);
        (await work.RunAsync("true")).ExpectExit(0);

        var kept = work.Leftovers.Single();
        Assert.That(result.Error, Is.EqualTo($"{Kept}{kept}\n"));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        Assert.That(document.RootElement.GetProperty("keptDirectories")[0].GetString(), Is.EqualTo(kept));
        var made = Directory.EnumerateDirectories(Path.Combine(kept, "layers")).Select(layer => $"{layer}/upper/data/d").Single(Directory.Exists);
        Assert.That(File.GetUnixFileMode(made), Is.EqualTo(UnixFileMode.None));
        (await new ToolCommand { FileName = "chmod" }.RunAsync("-R", "u+rwX", kept)).ExpectExit(0);
        Assert.That(await File.ReadAllTextAsync($"{made}/f"), Is.EqualTo("new\n"));
    }

    [Test]
    public async Task Changes_are_listed_and_the_layer_is_as_the_command_left_it()
    {
        using var work = new EphemeralRoot();
        var changes = Path.Combine(work.Scratch, "..", "changes");

        (await work.RunAsync("mkdir /data/d; echo new > /data/d/f; chmod 0 /data/d/f /data/d", "--keep", "--changes", changes)).ExpectExit(0);

        Assert.That(await File.ReadAllTextAsync(changes), Does.Contain("/data/d/f"));
        var made = Directory.EnumerateDirectories($"{work.Leftovers.Single()}/layers").Select(layer => $"{layer}/upper/data/d").Single(Directory.Exists);
        Assert.That(File.GetUnixFileMode(made), Is.EqualTo(UnixFileMode.None));
        (await new ToolCommand { FileName = "chmod" }.RunAsync("u+rwx", made)).ExpectExit(0);
        Assert.That(File.GetUnixFileMode($"{made}/f"), Is.EqualTo(UnixFileMode.None));
        (await new ToolCommand { FileName = "chmod" }.RunAsync("-R", "u+rwX", work.Scratch)).ExpectExit(0);
    }

    [Test]
    public async Task What_a_command_made_where_its_outputs_are_stays_also_what_is_none()
    {
        using var work = new TemporaryDirectory();
        work.Folder("p");
        var scratch = work.Folder("scratch");
        File.SetUnixFileMode(scratch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var result = await Tool.In(work["p"]).ShellAsync(
            "echo a > out; echo b > stray; kill -9 $$", "--fs", "hermetic", "--scratch", scratch, "--output", "out", "--keep", "-q");

        result.ExpectExit(137);
        Assert.That(result.Error, Is.Empty);
        var kept = Directory.EnumerateDirectories(scratch).Single();
        Assert.That(await File.ReadAllTextAsync($"{kept}/output-0/stray"), Is.EqualTo("b\n"));
        Assert.That(await File.ReadAllTextAsync(work["p/out"]), Is.EqualTo("a\n"));
    }

    [Test]
    public async Task It_stays_after_the_tool_was_killed()
    {
        using var work = new EphemeralRoot();
        using (var tool = RunningTool.Start(
            new ToolCommand(), [.. work.Options, "--scratch", work.Scratch, "--keep", "--", "sh", "-c", "echo x > /data/new; echo ready; read line"]))
        {
            await tool.ExpectLineAsync("ready");
        }

        (await work.RunAsync("true")).ExpectExit(0);

        Assert.That(work.Leftovers.Count(), Is.EqualTo(1));
        (await new ToolCommand { FileName = "chmod" }.RunAsync("-R", "u+rwX", work.Scratch)).ExpectExit(0);
    }

    [Test]
    public async Task The_files_of_an_image_stay()
    {
        using var work = new TemporaryDirectory();
        var scratch = work.Folder("scratch");
        using (var file = File.Create(work["image.aci"]))
        {
            using var writer = new TarWriter(file, TarEntryFormat.Pax);
            Add(writer, "manifest", """{"acKind": "ImageManifest", "acVersion": "0.8.11", "name": "example.com/app", "app": {"exec": ["/missing"]}}""");
            Add(writer, "rootfs/etc/motd", "hello");
        }

        var result = await Tool.RunAsync("--image", work["image.aci"], "--scratch", scratch, "--keep");

        result.ExpectExit(127);
        var kept = Directory.EnumerateDirectories(scratch).Single();
        Assert.That(result.Error, Does.StartWith($"{Kept}{kept}\n"));
        Assert.That(await File.ReadAllTextAsync($"{kept}/rootfs/etc/motd"), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Where_nothing_is_on_disk_or_nothing_was_run_nothing_is_kept()
    {
        using var work = new EphemeralRoot();

        (await Tool.RunAsync("--keep", "--", "true")).ExpectRefusal("--keep", "--ephemeral");
        (await Tool.RunAsync([.. work.Options, "--scratch", work.Scratch, "--keep", "--ro-bind", "/nonexistent", "--", "true"])).ExpectRefusal("/nonexistent");
        Assert.That(work.Leftovers, Is.Empty);
    }

    private static void Add(TarWriter writer, string name, string content) => writer.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
}
