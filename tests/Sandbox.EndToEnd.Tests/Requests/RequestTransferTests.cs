using System.Diagnostics;

namespace Sandbox.EndToEnd.Tests.Requests;

/// <summary>Files that are copied out of a request's sandbox, and named pipes inside.</summary>
public sealed class RequestTransferTests
{
    private static readonly object[] PrivateTmp = [new { type = "tmpfs", dest = "/tmp" }];

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase("exit 0", """{"status":"exited","code":0}""")]
    [TestCase("exit 3", """{"status":"exited","code":3}""")]
    [TestCase("kill -9 $$", """{"status":"killed","signal":"SIGKILL"}""")]
    [TestCase("sleep 1000", """{"status":"timeLimit"}""")]
    public async Task A_file_is_copied_however_the_command_ends(string end, string response)
    {
        (await CopyAsync($"printf content > /tmp/file; {end}", timeLimit: end.StartsWith("sleep", StringComparison.Ordinal) ? 1 : 1000)).ExpectResponse(response);

        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.EqualTo("content"));
    }

    [TestCase(7, """{"status":"exited","code":0}""")]
    [TestCase(6, """{"status":"outputLimit"}""")]
    [TestCase(0, """{"status":"outputLimit"}""")]
    public async Task A_file_of_exactly_the_limit_is_fine(int limit, string response)
    {
        (await CopyAsync("printf content > /tmp/file", limit)).ExpectResponse(response);

        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.EqualTo("content"[..limit]));
    }

    [TestCase("ln -s /etc/passwd /tmp/file", "a component of its path is a symbolic link")]
    [TestCase("mkfifo /tmp/file", "it is not a regular file")]
    [TestCase("mkdir /tmp/file", "it is not a regular file")]
    public async Task What_is_no_regular_file_is_not_copied(string script, string reason)
    {
        (await CopyAsync(script)).ExpectFailure("internalError", $"copyFiles[0].src: could not copy /tmp/file: {reason}");

        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.Empty);
    }

    [Test]
    public async Task A_file_that_was_not_written_is_empty()
    {
        (await CopyAsync("true")).ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.Empty);
    }

    [Test]
    public async Task A_file_that_cannot_be_there_is_an_internal_error()
    {
        var request = new { cmd = new[] { "true" }, copyFiles = new[] { new { src = _directory["no/such/file"], dest = _directory["copy"] } } };

        (await new ToolCommand().RequestAsync(request)).ExpectFailure("internalError", $"copyFiles[0].src: could not copy {_directory["no/such/file"]}: ENOENT");
    }

    [Test]
    public async Task A_file_in_a_directory_that_cannot_be_written_is_an_internal_error()
    {
        var request = new
        {
            cmd = new[] { "true" },
            mounts = new[] { new { type = "tmpfs", dest = "/tmp", ro = true } },
            copyFiles = new[] { new { src = "/tmp/file", dest = _directory["copy"] } },
        };

        (await new ToolCommand().RequestAsync(request)).ExpectFailure("internalError", "copyFiles[0].src: could not copy /tmp/file: EROFS");
    }

    [TestCase(4, """{"status":"outputLimit"}""", "0123")]
    [TestCase(17, """{"status":"exited","code":0}""", "0123456789abcdef\n")]
    public async Task What_is_copied_can_be_standard_output(int limit, string response, string expected)
    {
        var request = new
        {
            cmd = new[] { "echo", "0123456789abcdef" },
            mounts = PrivateTmp,
            copyFiles = new[] { new { src = "/tmp/output", dest = _directory["copy"], stdout = true, limit } },
        };

        (await new ToolCommand().RequestAsync(request)).ExpectResponse(response);
        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_directory_on_the_way_that_became_a_link_is_not_followed()
    {
        _directory.Folder("real");
        var secret = _directory.File("secret/file", "secret");
        var request = new
        {
            cmd = RequestTool.Shell($"rmdir {_directory["real"]}; ln -s {_directory["secret"]} {_directory["real"]}"),
            copyFiles = new[] { new { src = _directory["real/file"], dest = _directory["copy"] } },
        };

        (await new ToolCommand().RequestAsync(request)).ExpectFailure("internalError", "copyFiles[0].src: ");

        Assert.That(await File.ReadAllTextAsync(_directory["copy"]), Is.Empty);
        Assert.That(await File.ReadAllTextAsync(secret), Is.EqualTo("secret"));
    }

    [Test]
    public async Task A_command_that_fails_tells_how_though_it_left_its_file_out() =>
        (await CopyAsync("exit 3")).ExpectResponse("""{"status":"exited","code":3}""");

    [TestCase("pipes")]
    [TestCase("copyFiles")]
    public async Task Several_can_be_taken_at_once(string kind)
    {
        var request = new Dictionary<string, object>
        {
            ["mounts"] = PrivateTmp,
            ["cmd"] = RequestTool.Shell("printf 'Hello, ' > /tmp/o1; echo world! > /tmp/o2; { test -p /tmp/o3 && printf pipes || printf copyFiles; } > /tmp/o3"),
            [kind] = new[] { "o1", "o2", "o3" }.Select(name => new { dest = _directory[name], src = $"/tmp/{name}" }),
        };

        (await new ToolCommand().RequestAsync(request)).ExpectResponse("""{"status":"exited","code":0}""");

        var contents = new[] { "o1", "o2", "o3" }.Select(name => File.ReadAllText(_directory[name]));
        Assert.That(contents, Is.EqualTo(["Hello, ", "world!\n", kind]));
    }

    [Test]
    public async Task A_named_pipe_may_be_opened_again_and_again_beside_standard_output()
    {
        (await PipeAsync("for i in 1 2 3; do echo p$i > /tmp/pipe; echo o$i; done", stdout: true)).ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["pipe"]), Is.EqualTo("p1\np2\np3\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["stdout"]), Is.EqualTo("o1\no2\no3\n"));
    }

    [Test]
    public async Task A_named_pipe_nobody_opens_is_no_reason_to_wait()
    {
        (await PipeAsync("true")).ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["pipe"]), Is.Empty);
    }

    [TestCase(6, """{"status":"exited","code":0}""")]
    [TestCase(5, """{"status":"outputLimit"}""")]
    public async Task A_named_pipe_has_its_limit(int limit, string response)
    {
        (await PipeAsync("printf 123456 > /tmp/pipe", limit: limit)).ExpectResponse(response);

        Assert.That(await File.ReadAllTextAsync(_directory["pipe"]), Is.EqualTo("123456"[..limit]));
    }

    [Test]
    public async Task An_endless_named_pipe_ends_at_its_limit() =>
        (await PipeAsync("yes > /tmp/pipe", limit: 10)).ExpectResponse("""{"status":"outputLimit"}""");

    [Test]
    public async Task A_named_pipe_that_cannot_be_made_is_an_internal_error()
    {
        _directory.File("there");

        (await PipeInAsync(_directory["there"], "true")).ExpectFailure("internalError", $"could not set up the sandbox: mknodat: named pipe {_directory["there"]}");
        (await PipeInAsync(_directory["no/such/pipe"], "true")).ExpectFailure("internalError", "could not set up the sandbox: mknodat");

        Assert.That(await File.ReadAllTextAsync(_directory["there"]), Is.EqualTo("content\n"));
    }

    [TestCase("echo x > $PIPE")]
    [TestCase("exit 1")]
    [TestCase("kill -9 $$")]
    public async Task A_named_pipe_in_the_hosts_tree_is_removed(string script)
    {
        (await PipeInAsync(_directory["inside"], script.Replace("$PIPE", _directory["inside"], StringComparison.Ordinal))).ExpectExit(0);

        Assert.That(_directory.List(), Is.EqualTo(["pipe"]));
    }

    [Test]
    public async Task A_command_that_cannot_be_run_leaves_no_named_pipe()
    {
        var request = new { cmd = new[] { "/no/such/program" }, pipes = new[] { new { dest = _directory["pipe"], src = _directory["inside"] } } };

        (await new ToolCommand().RequestAsync(request)).ExpectFailure("internalError", "could not run /no/such/program");

        Assert.That(_directory.List(), Is.EqualTo(["pipe"]));
    }

    [Test]
    public async Task Killing_the_tool_leaves_nothing()
    {
        _directory.File("request.json", System.Text.Json.JsonSerializer.Serialize(new
        {
            cmd = RequestTool.Shell($"echo $$ > {_directory["started"]}; exec sleep 100000.5"),
            pipes = new[] { new { dest = _directory["pipe"], src = _directory["inside"] } },
        }));
        using var tool = Tool.In(_directory).Start("--request", "request.json");
        Assert.That(() => File.Exists(_directory["started"]), Is.True.After(60_000, 20));
        Assert.That(File.Exists(_directory["inside"]), "there is no named pipe");

        tool.Kill();
        await tool.WaitForExitAsync();

        Assert.That(() => File.Exists(_directory["inside"]), Is.False.After(60_000, 20));
        Assert.That(() => Process.GetProcessesByName("sleep").Any(IsOurs), Is.False.After(60_000, 20));
    }

    private static bool IsOurs(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("100000.5", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Task<ToolResult> CopyAsync(string script, long? limit = null, int timeLimit = 1000)
    {
        var copy = new Dictionary<string, object> { ["src"] = "/tmp/file", ["dest"] = _directory["copy"] };
        if (limit is not null)
        {
            copy["limit"] = limit;
        }

        return new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell(script), mounts = PrivateTmp, timeLimit, copyFiles = new[] { copy } });
    }

    private Task<ToolResult> PipeAsync(string script, bool stdout = false, long? limit = null)
    {
        var pipe = new Dictionary<string, object> { ["src"] = "/tmp/pipe", ["dest"] = _directory["pipe"] };
        if (limit is not null)
        {
            pipe["limit"] = limit;
        }

        var pipes = stdout ? new object[] { pipe, new { dest = _directory["stdout"], stdout } } : [pipe];
        return new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell(script), mounts = PrivateTmp, pipes });
    }

    private Task<ToolResult> PipeInAsync(string path, string script) => new ToolCommand().RequestAsync(
        new { cmd = RequestTool.Shell(script), pipes = new[] { new { dest = _directory["pipe"], src = path } } });
}
