using System.Text;

namespace Sandbox.EndToEnd.Tests.Input;

/// <summary>--spec FILE.</summary>
public sealed class SpecFileTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task A_spec_is_run()
    {
        var result = await RunAsync(
            """
            {"fileName": "sh", "arguments": ["-c", "echo $GREETING; stat -c %a /mnt; exit 9"],
             "mounts": [{"type": "tmpfs", "target": "/mnt", "mode": "0700"}], "environment": {"variables": {"GREETING": "hello"}}}
            """);

        Assert.That(result.ExpectExit(9).Output, Is.EqualTo("hello\n700\n"));
    }

    [Test]
    public async Task Options_come_on_top_and_a_command_replaces_the_files()
    {
        _directory.File("spec.json", """{"fileName": "false", "identity": {"hostName": "spec"}, "network": "host"}""");

        var result = await Tool.In(_directory).RunAsync("--spec", "spec.json", "--hostname", "line", "--", "sh", "-c", "hostname 2>/dev/null || cat /proc/sys/kernel/hostname");

        result.ExpectOutput("line");
    }

    [TestCase("", "not valid JSON")]
    [TestCase("{", "not valid JSON at line 1")]
    [TestCase("[]", "object")]
    [TestCase("null", "null")]
    [TestCase("""{"fileName":"true"} x""", "not valid JSON")]
    [TestCase("""{"arguments":[]}""", "fileName")]
    [TestCase("""{"fileName":""}""", "fileName: is empty")]
    [TestCase("""{"fileName":"true","argumentz":[]}""", "argumentz: is not known")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"bind","source":"/","target":"/mnt","readonly":true}]}""", "mounts[0].readonly: is not known")]
    [TestCase("""{"fileName":"true","limits":{"cpu":1}}""", "limits.cpu: is not known")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"bnd","target":"/mnt"}]}""", "mounts[0].type")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"tmpfs"}]}""", "mounts[0].target")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"tmpfs","target":"mnt"}]}""", "mounts[0].target")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"tmpfs","target":"/mnt/../etc"}]}""", "mounts[0].target")]
    [TestCase("""{"fileName":"true","mounts":[{"type":"tmpfs","target":"/"}]}""", "mounts[0].target")]
    [TestCase("""{"fileName":"true","arguments":"-x"}""", "arguments")]
    [TestCase("""{"fileName":"true","arguments":[1]}""", "arguments[0]")]
    [TestCase("""{"fileName":"true","arguments":[null]}""", "arguments[0]")]
    [TestCase("""{"fileName":"true","umask":22}""", "umask")]
    [TestCase("""{"fileName":"true","fileName":"false"}""", "fileName")]
    [TestCase("""{"fileName":"true","network":"some"}""", "network")]
    [TestCase("""{"fileName":"true","workingDirectory":""}""", "workingDirectory")]
    [TestCase("""{"fileName":"echo","arguments":["a\u0000b"]}""", "arguments[0]: 'a\\u0000b' holds a NUL character")]
    [TestCase("""{"fileName":"echo\u0000"}""", "fileName")]
    [TestCase("""{"fileName":"echo","environment":{"variables":{"A":"b\u0000"}}}""", "environment.variables")]
    [TestCase("""{"fileName":"echo","environment":{"variables":{"A=B":"c"}}}""", "environment.variables")]
    [TestCase("""{"fileName":"echo","arguments":["\ud800"]}""", "arguments[0]")]
    [TestCase("""{"fileName":"echo","limits":{"wallTime":-1}}""", "limits.wallTime")]
    [TestCase("""{"fileName":"echo","limits":{"wallTime":1e300}}""", "limits.wallTime")]
    public async Task A_document_without_sense_gets_one_clear_error_that_names_the_member(string document, string words)
    {
        var result = await RunAsync(document);

        result.ExpectOneError($"--spec {_directory["spec.json"]}", words);
    }

    [Test]
    public async Task Bytes_that_are_no_text_get_one_clear_error()
    {
        await File.WriteAllBytesAsync(_directory["spec.json"], [.. "{\"fileName\":\"a"u8, 0xFF, .. "\"}"u8]);

        (await Tool.In(_directory).RunAsync("--spec", "spec.json")).ExpectOneError("fileName");
    }

    [Test]
    public async Task A_document_nested_a_million_deep_gets_one_clear_error() =>
        (await RunAsync("""{"fileName":""" + new string('[', 1_000_000))).ExpectOneError("document");

    [Test]
    public async Task A_missing_file_is_named() =>
        (await Tool.In(_directory).RunAsync("--spec", "missing.json")).ExpectOneError(_directory["missing.json"]);

    [Test]
    public async Task A_directory_is_no_spec() =>
        (await Tool.In(_directory).RunAsync("--spec", ".")).ExpectOneError(_directory.Path);

    [Test]
    public async Task Ten_thousand_mounts_are_made()
    {
        var source = _directory.File("source", "here");

        var result = await RunAsync(Mounts(source, 10_000, "cat /mnt/0 /mnt/9999; ls /mnt | wc -l"));

        result.ExpectOutput("herehere10000");
    }

    [Test]
    public async Task Thirty_thousand_mounts_get_one_clear_error() =>
        (await RunAsync(Mounts("/etc/passwd", 30_000, "true"))).ExpectOneError("mounts: has 30001 entries");

    private async Task<ToolResult> RunAsync(string document)
    {
        _directory.File("spec.json", document);
        return await Tool.In(_directory).RunAsync("--spec", "spec.json");
    }

    private static string Mounts(string source, int count, string script)
    {
        var document = new StringBuilder("""{"fileName":"sh","arguments":["-c",""").Append($"\"{script}\"").Append("""],"mounts":[{"type":"tmpfs","target":"/mnt"}""");
        for (var i = 0; i < count; i++)
        {
            document.Append($$""",{"type":"bind","source":"{{source}}","target":"/mnt/{{i}}","readOnly":true}""");
        }

        return document.Append("]}").ToString();
    }
}
