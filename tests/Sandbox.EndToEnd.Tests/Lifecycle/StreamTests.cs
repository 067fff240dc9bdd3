using System.Security.Cryptography;
using System.Text;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>The three standard streams of the tool are the command's.</summary>
public sealed class StreamTests
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Four_mebibytes_go_through_standard_output_unchanged()
    {
        var text = Text(FourMebibytes);
        await File.WriteAllTextAsync(_directory["text"], text);

        var result = await Tool.In(_directory).RunAsync("--", "cat", "text");

        Assert.That(Hash(result.ExpectExit(0).Output), Is.EqualTo(Hash(text)));
    }

    [Test]
    public async Task Four_mebibytes_go_through_standard_input_unchanged()
    {
        var text = Text(FourMebibytes);

        var result = await (Tool.In(_directory) with { Input = text }).RunAsync("--", "sha256sum");

        result.ExpectOutput($"{Hash(text)}  -");
    }

    [Test]
    public async Task Standard_output_and_standard_error_stay_apart()
    {
        var result = await Tool.In(_directory).ShellAsync("echo out; echo err >&2");

        Assert.That((result.ExpectExit(0).Output, result.Error), Is.EqualTo(("out\n", "err\n")));
    }

    [Test]
    public async Task A_command_that_does_not_read_its_input_does_not_hang() =>
        (await (Tool.In(_directory) with { Input = Text(FourMebibytes) }).RunAsync("--", "true")).ExpectExit(0);

    [Test]
    public async Task Streams_can_be_files()
    {
        _directory.File("input", "a\nb\n");

        var result = await Tool.In(_directory).ShellAsync(
            "sort -r; echo err >&2", "--stdin", "input", "--stdout", "output", "--stderr", "error");

        Assert.That(result.ExpectExit(0).Output + result.Error, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(_directory["output"]), Is.EqualTo("b\na\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["error"]), Is.EqualTo("err\n"));
    }

    [Test]
    public async Task A_file_that_can_not_be_opened_for_a_stream_is_named()
    {
        var result = await Tool.In(_directory).RunAsync("--stdin", "missing", "--", "true");

        result.ExpectRefusal(_directory["missing"], "ENOENT");
    }

    [Test]
    public async Task Streams_that_are_closed_outside_do_not_become_something_else_inside()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };

        // Whatever the command opens first must not end up as a stream of the tool's.
        var result = await shell.RunAsync(
            "-c", "exec \"$@\" <&-", "sh", TestEnvironment.Tool, "--", "sh", "-c", "readlink /proc/self/fd/0; echo done");

        result.ExpectExit(0);
        Assert.That(result.Output.Split('\n')[^2], Is.EqualTo("done"), result.ToString());
        Assert.That(result.Output, Does.Not.Contain("memfd").And.Not.Contain("socket"), result.ToString());
    }

    private static string Text(int length)
    {
        var random = new Random(1);
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            text.Append((char)random.Next(' ', 127)).Append(random.Next(80) == 0 ? "\n" : "");
        }

        return text.ToString(0, length);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
