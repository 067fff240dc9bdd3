namespace Sandbox.EndToEnd.Tests.Security;

/// <summary><c>--deny PATH:message</c>: programs that say that they are not allowed.</summary>
public sealed class DeniedProgramTests
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    public static string[] Backends => ["namespaces", "bwrap"];

    [TestCaseSource(nameof(Backends))]
    public async Task A_program_a_script_and_a_link_to_it_say_so_and_fail(string backend)
    {
        Require(backend);
        using var work = new TemporaryDirectory();
        File.Copy("/bin/true", work["program"]);
        work.File("script", "#!/bin/sh\necho ran\n", Executable);
        work.Link("link", "script");
        string[] options = ["--backend", backend, "--deny", $"{work["program"]}:message", "--deny", $"{work["link"]}:message"];

        Expect(await Tool.In(work).RunAsync([.. options, "--", "./program", "--version"]), work["program"]);
        Expect(await Tool.In(work).RunAsync([.. options, "--", "./script"]), work["link"]);
        Expect(await Tool.In(work).RunAsync([.. options, "--", "./link"]), work["link"]);
        Expect(await Tool.In(work).ShellAsync("PATH=.:$PATH; script", options), work["link"]);
    }

    [Test]
    public async Task A_script_whose_interpreter_is_denied_says_so()
    {
        using var work = new TemporaryDirectory();
        File.Copy("/bin/sh", work["interpreter"]);
        work.File("script", $"#!{work["interpreter"]}\necho ran\n", Executable);

        Expect(
            await Tool.In(work).RunAsync("--deny", $"{work["interpreter"]}:message", "--", "./script"), work["interpreter"]);
    }

    [Test]
    public async Task What_it_held_cannot_be_read_and_it_cannot_be_changed()
    {
        using var work = new TemporaryDirectory();
        work.File("script", "#!/bin/sh\necho ran\n", Executable);

        await Tool.In(work).ExpectAttemptsAsync("""
            read:script: ok
            write:script: EACCES
            chmod:script: EROFS
            unlink:script: EBUSY
            rename:script:other: EBUSY
            link:script:other: EXDEV
            """,
            "--deny", $"{work["script"]}:message");
        var result = await Tool.In(work).ShellAsync("cat script", "--deny", $"{work["script"]}:message");
        Assert.That(result.Output, Does.Not.Contain("ran").And.Contain("is not allowed here"), result.ToString());
        Assert.That(File.ReadAllText(work["script"]), Does.Contain("ran"));
    }

    [Test]
    public async Task A_shell_that_reads_it_as_a_script_is_told_too()
    {
        using var work = new TemporaryDirectory();
        work.File("a script", "#!/bin/sh\necho ran\n", Executable);

        foreach (var name in new[] { "a script", "./a script", work["a script"] })
        {
            var result = await Tool.In(work).RunAsync("--deny", $"{work["a script"]}:message", "--", "sh", name);

            result.ExpectExit(1);
            Assert.That(result.Output, Is.Empty, result.ToString());
            Assert.That(result.Error, Does.EndWith($"\nsandbox: {work["a script"]} is not allowed here\n"), result.ToString());
        }

        Assert.That(work.List(), Is.EqualTo(new[] { "a script" }));
    }

    [TestCase("bash", "cannot execute binary file")]
    [TestCase("python3", "SyntaxError")]
    [TestCase("perl", "Unrecognized character")]
    public async Task Another_interpreter_that_reads_it_fails_in_its_own_words(string interpreter, string words)
    {
        if (!File.Exists($"/usr/bin/{interpreter}"))
        {
            Assert.Ignore($"/usr/bin/{interpreter} is missing");
        }

        using var work = new TemporaryDirectory();
        work.File("script", "echo ran\n", Executable);

        var result = await Tool.In(work).RunAsync("--deny", $"{work["script"]}:message", "--", interpreter, "script");

        Assert.That(result.ExitCode, Is.Not.Zero, result.ToString());
        Assert.That(result.Error, Does.Contain("script").And.Contain(words), result.ToString());
        Assert.That(result.Output, Is.Empty, result.ToString());
    }

    [Test]
    public async Task It_needs_nothing_that_the_root_does_not_have()
    {
        using var root = new TemporaryDirectory();
        root.File("program", "", Executable);

        Expect(await Tool.RunAsync("--root", root.Path, "--deny", "/program:message", "--", "/program"), "/program");
    }

    [Test]
    public async Task A_directory_is_blocked_and_what_is_missing_is_passed_over_also_where_it_could_be_made()
    {
        using var work = new TemporaryDirectory();
        work.File("tools/gcc");

        await Tool.In(work).ExpectAttemptsAsync("""
            list:tools: EACCES
            create:missing: ok
            """,
            "--deny", $"{work["tools"]}:message", "--deny", $"{work["missing"]}:message");
    }

    [Test]
    public async Task A_pattern_denies_each_program_it_matches_under_its_own_name()
    {
        using var work = new TemporaryDirectory();
        work.File("gcc-11", "", Executable);
        work.File("gcc-12", "", Executable);
        work.File("tcc", "#!/bin/sh\necho ran\n", Executable);
        string[] options = ["--deny", $"{work.Path}/gcc-*:message", "--"];

        Expect(await Tool.In(work).RunAsync([.. options, "./gcc-12"]), work["gcc-12"]);
        (await Tool.In(work).RunAsync([.. options, "./tcc"])).ExpectOutput("ran");
    }

    private static void Require(string backend)
    {
        if (backend == "bwrap")
        {
            EndToEnd.Tests.Backends.Bubblewrap.Require();
        }
    }

    private static void Expect(ToolResult result, string path)
    {
        result.ExpectExit(1);
        Assert.That(result.Error, Is.EqualTo($"sandbox: {path} is not allowed here\n"), result.ToString());
        Assert.That(result.Output, Is.Empty, result.ToString());
    }
}
