using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--image FILE.aci</c>: an image is run as it says, and nothing of it stays.</summary>
public sealed class ImageTests
{
    [Test]
    public async Task It_runs_what_its_manifest_says()
    {
        using var work = new TemporaryDirectory();
        var image = Build(work, """["/attempt", "read:/data/file", "create:/data/new", "read:/etc/passwd"]""");

        (await Tool.RunAsync("--image", image, "--scratch", work.Folder("scratch"))).ExpectOutput("""
            read:/data/file: ok
            create:/data/new: ok
            read:/etc/passwd: ENOENT
            """);
        Assert.That(Directory.EnumerateFileSystemEntries(work["scratch"]), Is.Empty);
    }

    [Test]
    public async Task A_command_on_the_line_replaces_it_and_the_exit_code_is_passed_on()
    {
        using var work = new TemporaryDirectory();
        var image = Build(work, """["/missing"]""");
        string[] options = ["--image", image, "--scratch", work.Folder("scratch"), "--ro-bind", "/usr"];

        (await Tool.RunAsync([.. options, "--", "sh", "-c", "echo $AC_APP_NAME $GREETING $OUTSIDE; pwd; exit 7"])).ExpectExit(7);
        (await Tool.RunAsync([.. options, "--env", "GREETING=bye", "--", "sh", "-c", "echo $AC_APP_NAME $GREETING; pwd"]))
            .ExpectOutput("example.com/app bye\n/data");
        (await Tool.RunAsync(options)).ExpectExit(127);
        Assert.That(Directory.EnumerateFileSystemEntries(work["scratch"]), Is.Empty);
    }

    [Test]
    public async Task One_that_leads_out_is_refused()
    {
        using var work = new TemporaryDirectory();
        var image = Build(work, """["/attempt"]""", writer => writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "rootfs/../../escaped")));

        (await Tool.RunAsync("--image", image, "--scratch", work.Folder("scratch"))).ExpectRefusal(image, "'..'");
        Assert.That(work.List(), Is.EqualTo(new[] { "image.aci", "scratch/" }));
    }

    [Test]
    public async Task A_profile_isolates_it_as_anything_else()
    {
        using var work = new TemporaryDirectory();
        var image = Build(work, """["/attempt"]""");
        string[] options =
        [
            "--image", image, "--scratch", work.Folder("scratch"), "--ro-bind", "/usr", "--ro-bind", Probe.Compile("connect"), "--net", "host", "--profile",
        ];

        (await Tool.RunAsync([.. options, "net", "--", Probe.Compile("connect"), "address:192.0.2.2", "address:203.0.113.1"]))
            .ExpectOutput("address: ok\naddress: ENETUNREACH");
        (await Tool.RunAsync([.. options, "shm", "--", "sh", "-c", "df --output=size -B1M /dev/shm | tail -n 1 | tr -d ' '"])).ExpectOutput("128");
        foreach (var (program, profile) in new[] { ("gcc", "gcc"), ("g++", "gcc"), ("python3", "python") })
        {
            var result = await Tool.RunAsync([.. options, profile, "--", $"/usr/bin/{program}", "--version"]);
            result.ExpectExit(1);
            Assert.That(result.Error, Is.EqualTo($"sandbox: /usr/bin/{program} is not allowed here: profile '{profile}' denies it\n"));
        }

        (await Tool.RunAsync([.. options, "nett"])).ExpectRefusal("--profile nett", "'nett'", "gcc, net, python, shm");
        Assert.That(Directory.EnumerateFileSystemEntries(work["scratch"]), Is.Empty);
    }

    [Test]
    public async Task Another_root_excludes_it()
    {
        using var work = new TemporaryDirectory();

        (await Tool.RunAsync("--image", work["image.aci"], "--root", work.Path, "--", "true")).ExpectRefusal("--root", "--image");
        (await Tool.RunAsync("--image", work["image.aci"], "--", "true")).ExpectRefusal("image.aci");
    }

    private static string Build(TemporaryDirectory work, string exec, Action<TarWriter>? add = null)
    {
        using var file = File.Create(work["image.aci"]);
        using var compressed = new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new TarWriter(compressed, TarEntryFormat.Pax);
        Add(
            writer, "manifest",
            $$$"""
            {"acKind": "ImageManifest", "acVersion": "0.8.11", "name": "example.com/app", "app": {"exec": {{{exec}}},
             "workingDirectory": "/data", "environment": [{"name": "GREETING", "value": "hello"}]}}
            """);
        foreach (var link in new[] { "bin", "lib", "lib64" })
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"rootfs/{link}") { LinkName = $"usr/{link}" });
        }

        Add(writer, "rootfs/data/file", "content");
        writer.WriteEntry(Probe.Compile("attempt"), "rootfs/attempt");
        add?.Invoke(writer);
        return work["image.aci"];
    }

    private static void Add(TarWriter writer, string name, string content) => writer.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
}
