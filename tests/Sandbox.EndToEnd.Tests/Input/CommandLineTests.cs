namespace Sandbox.EndToEnd.Tests.Input;

/// <summary>Command lines that make no sense.</summary>
public sealed class CommandLineTests
{
    [TestCase("unknown option --nope", "--nope", "--", "true")]
    [TestCase("unknown option -Z", "-Z", "--", "true")]
    [TestCase("--bind", "--bind")]
    [TestCase("no command is given")]
    [TestCase("no command is given", "--")]
    [TestCase("no command is given", "--net", "none")]
    [TestCase("is empty", "")]
    [TestCase("is empty", "--", "")]
    [TestCase("--tmpfs relative: 'relative' is relative", "--tmpfs", "relative", "--", "true")]
    [TestCase("'there' is relative", "--bind", "/etc:there", "--", "true")]
    [TestCase("'x' is relative", "--symlink", "a:x", "--", "true")]
    [TestCase("'secret' is relative", "--deny", "secret", "--", "true")]
    [TestCase("/no/such/file", "--ro-bind", "/no/such/file", "--", "true")]
    [TestCase("/no/such/file", "--file", "/no/such/file:/mnt", "--", "true")]
    [TestCase("/no/such/directory", "--root", "/no/such/directory", "--", "true")]
    [TestCase("/no/such/directory", "--chdir", "/no/such/directory", "--", "true")]
    [TestCase("/no/such/directory", "--report", "/no/such/directory/report", "--", "true")]
    [TestCase("/no/such/directory", "--log-file", "/no/such/directory/log", "--", "true")]
    [TestCase("--time-limit soon", "--time-limit", "soon", "--", "true")]
    [TestCase("--time-limit -1", "--time-limit", "-1", "--", "true")]
    [TestCase("--time-limit 1e999", "--time-limit", "1e999", "--", "true")]
    [TestCase("--file-size 1X", "--file-size", "1X", "--", "true")]
    [TestCase("--file-size 99999999T", "--file-size", "99999999T", "--", "true")]
    [TestCase("--open-files", "--open-files", "0", "--", "true")]
    [TestCase("size=1:", "--tmpfs", "/mnt:size=1", "--", "true")]
    [TestCase("colour", "--tmpfs", "/mnt:colour=red", "--", "true")]
    [TestCase("'9' is not a mode", "--dir", "/mnt:9", "--", "true")]
    [TestCase("--umask 1777", "--umask", "1777", "--", "true")]
    [TestCase("--uid -1", "--uid", "-1", "--", "true")]
    [TestCase("4294967295", "--uid", "4294967295", "--", "true")]
    [TestCase("--hostname", "--hostname", "", "--", "true")]
    [TestCase("--keep-fd 1:", "--keep-fd", "1", "--", "true")]
    [TestCase("descriptor 999", "--keep-fd", "999", "--", "true")]
    [TestCase("--env =x", "--env", "=x", "--", "true")]
    [TestCase("--net maybe", "--net", "maybe", "--", "true")]
    [TestCase("--fs elsewhere", "--fs", "elsewhere", "--", "true")]
    [TestCase("it excludes", "--root", "/usr", "--fs", "host", "--", "true")]
    [TestCase("it excludes", "--check", "--explain", "--", "true")]
    [TestCase("--json", "--json", "--", "true")]
    [TestCase("unknown back-end", "--backend", "nope", "--", "true")]
    public async Task A_line_without_sense_gets_one_clear_error(string words, params string[] arguments) =>
        (await Tool.RunAsync(arguments)).ExpectOneError(words);

    [Test]
    public async Task A_path_of_five_thousand_bytes_gets_one_clear_error()
    {
        var path = "/" + new string('x', 200);
        path = string.Concat(Enumerable.Repeat(path, 25))[..5000];
        foreach (var arguments in new string[][] { ["--bind", path], ["--tmpfs", path], ["--root", path], ["--chdir", path], ["--deny", path], ["--symlink", $"{path}:/mnt"] })
        {
            (await Tool.RunAsync([.. arguments, "--", "true"])).ExpectOneError(arguments[0], "5000 bytes", "at most 4095");
        }
    }

    [Test]
    public async Task A_name_of_three_hundred_bytes_gets_one_clear_error() =>
        (await Tool.RunAsync("--tmpfs", "/" + new string('x', 300), "--", "true")).ExpectOneError("more than 255 bytes");

    [Test]
    public async Task A_command_of_five_thousand_bytes_gets_one_clear_error() =>
        (await Tool.RunAsync("--", "/" + new string('x', 5000))).ExpectOneError("5001 bytes");

    [Test]
    public async Task An_argument_that_is_not_text_is_refused_rather_than_changed()
    {
        var shell = new ToolCommand { FileName = "bash" };

        var result = await shell.RunAsync("-c", "\"$0\" -- echo $'a\\xffb'", TestEnvironment.Tool);

        result.ExpectOneError("not valid UTF-8");
    }

    [Test]
    public async Task What_is_told_does_not_reach_the_terminal_as_commands() =>
        (await Tool.RunAsync("--net", "\u001b[31mred\u0007", "--", "true")).ExpectOneError("\\x1b[31mred\\x07");

    [Test]
    public async Task An_unknown_backend_in_the_environment_is_only_warned_of()
    {
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["RUN_SANDBOX_BACKEND"] = "nope" } };

        var result = await tool.RunAsync("--", "echo", "ran");

        Assert.That(result.ExpectExit(0).Output, Is.EqualTo("ran\n"));
        Assert.That(result.Error, Does.StartWith("run-sandbox: RUN_SANDBOX_BACKEND: unknown back-end 'nope'"), result.ToString());
    }

    [TestCase("--dash", "-x", "a b")]
    [TestCase("@file", "[suggest]", "--help")]
    [TestCase("", "ünï", "🙂", "$HOME", "*", "a\nb")]
    public async Task What_follows_the_command_is_its_own(params string[] arguments)
    {
        var expected = string.Concat(arguments.Select(argument => $"<{argument}>"));

        (await Tool.RunAsync(["printf", "<%s>", .. arguments])).ExpectOutput(expected);
        (await Tool.RunAsync(["--", "printf", "<%s>", .. arguments])).ExpectOutput(expected);
    }
}
