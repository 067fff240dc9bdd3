namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>No descriptor gets in that was not asked for.</summary>
public sealed class DescriptorTests
{
    [TestCase()]
    [TestCase("--as-pid-1")]
    public async Task Only_the_standard_streams_are_open(params string[] options)
    {
        // The last one is that of the listing itself.
        var result = await ThroughShell("exec 5</etc/passwd 6</ 7>/dev/null; exec \"$@\"", [.. options, "--", "ls", "/proc/self/fd"]);

        result.ExpectOutput("0\n1\n2\n3");
    }

    [Test]
    public async Task A_descriptor_asked_for_keeps_its_number_and_no_other_comes_with_it()
    {
        using var work = new TemporaryDirectory();
        work.File("file", "content");

        var result = await ThroughShell($"exec 3</etc/passwd 7<{work["file"]} 9>{work["out"]}; exec \"$@\"",
            ["--keep-fd", "7", "--keep-fd", "9", "--", "sh", "-c", "ls /proc/self/fd | paste -sd ' '; cat <&7; echo written >&9"]);

        result.ExpectOutput("0 1 2 3 7 9\ncontent");
        Assert.That(File.ReadAllText(work["out"]), Is.EqualTo("written\n"));
    }

    [TestCase("8", TestName = "A_descriptor_that_is_not_open_is_refused")]
    [TestCase("2", TestName = "A_standard_stream_is_not_kept_twice")]
    [TestCase("-1", TestName = "A_negative_descriptor_is_refused")]
    [TestCase("99999999999", TestName = "A_descriptor_beyond_all_bounds_is_refused")]
    public async Task A_descriptor_that_makes_no_sense_is_refused(string descriptor) =>
        (await Tool.RunAsync("--keep-fd", descriptor, "--", "true")).ExpectRefusal(descriptor);

    [Test]
    public async Task A_directory_is_not_handed_over()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");

        (await ThroughShell($"exec \"$@\" < {outer.Path}", ["--", "true"])).ExpectRefusal("standard input", "directory");
        (await ThroughShell($"exec \"$@\" 7< {outer.Path}", ["--keep-fd", "7", "--", "true"])).ExpectRefusal("descriptor 7", "directory");
    }

    private static Task<ToolResult> ThroughShell(string script, string[] tool) =>
        new ToolCommand { FileName = "sh" }.RunAsync(["-c", script, "sh", TestEnvironment.Tool, .. tool]);
}
