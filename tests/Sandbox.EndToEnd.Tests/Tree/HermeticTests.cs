namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--fs hermetic</c>: the command sees what is declared.</summary>
[TestFixture("namespaces")]
[TestFixture("bwrap")]
public sealed class HermeticTests(string backend)
{
    private TemporaryDirectory _project = null!;

    [SetUp]
    public void MakeProject()
    {
        if (backend == "bwrap")
        {
            Backends.Bubblewrap.Require();
        }

        _project = new TemporaryDirectory();
    }

    [TearDown]
    public void DeleteProject() => _project.Dispose();

    [Test]
    public async Task A_compiler_sees_the_declared_headers_and_names_one_that_is_not()
    {
        RequireCompiler();
        _project.Copy($"{TestEnvironment.Repository}/samples/hello", "hello");
        string[] command = ["--", "cc", "-fsyntax-only", "hello/main.c"];

        var complete = await RunAsync(["--input", "hello/main.c", "--input", "hello/greeting.h"], command);
        var lacking = await RunAsync(["--input", "hello/main.c"], command);

        complete.ExpectExit(0);
        lacking.ExpectExit(1);
        Assert.That(lacking.Error, Does.Contain("greeting.h: No such file or directory"), lacking.ToString());
    }

    [Test]
    public async Task What_is_not_declared_does_not_exist_by_any_path()
    {
        _project.File("in/input");
        _project.File("in/neighbour", "secret");
        _project.Link("in/absolute", _project["in/neighbour"]);
        _project.Link("in/relative", "neighbour");

        var result = await ShellAsync(
            $"cd in; for path in neighbour ./../in/neighbour {_project["in/neighbour"]} absolute relative; do cat $path && echo seen; done; ls; ls ..; ls ../..",
            "--input", "in/input", "--input", "in/absolute", "--input", "in/relative");

        result.ExpectOutput($"absolute\ninput\nrelative\nin\n{Path.GetFileName(_project.Path)}");
    }

    [Test]
    public async Task Nothing_of_the_host_is_there_but_the_system()
    {
        var result = await ShellAsync("ls -A / /home /root /var /opt /run /srv /mnt /media /usr/local 2>/dev/null | grep -v :");

        var top = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = ["bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "tmp", "usr"];
        var home = Environment.GetEnvironmentVariable("HOME")!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(top.Except(expected), Is.SubsetOf(home), result.ToString());
        Assert.That(File.Exists("/etc/shadow") && (await ShellAsync("cat /etc/shadow")).ExitCode == 0, Is.False);
    }

    [Test]
    public async Task Home_and_tmp_are_empty_and_writable_and_gone_afterwards()
    {
        var name = Guid.NewGuid().ToString();

        var result = await ShellAsync($"ls -A ~; ls -A /tmp; echo kept > ~/{name} && cp ~/{name} /tmp && cat /tmp/{name}");

        result.ExpectOutput("kept");
        Assert.That(File.Exists($"{Environment.GetEnvironmentVariable("HOME")}/{name}") || File.Exists($"/tmp/{name}"), Is.False);
    }

    [Test]
    public async Task Inputs_cannot_be_changed()
    {
        _project.File("in/file", "untouched");

        var result = await ShellAsync(
            "echo x > in/file; rm in/file; mv in other; chmod 777 in/file; ln in/file linked; touch in/new; cat in/file; true", "--input", "in");

        result.ExpectOutput("untouched");
        Assert.That(_project.List(), Is.EqualTo(new[] { "in/", "in/file" }));
    }

    [Test]
    public async Task A_hostile_program_gains_nothing_in_namespaces_of_its_own()
    {
        var input = _project.File("in/file", "content");
        _project.File("in/neighbour");
        var probe = Probe.Compile("attempt");
        await Tool.In(_project).ExpectAttemptsAsync(
            $"""
            read:{_project["in/neighbour"]}: ENOENT
            create:{_project["in/made"]}: EROFS
            write:{input}: EROFS
            nested
            create:{_project["in/made"]}: EROFS
            write:{input}: EROFS
            umount:{input}: EINVAL
            remount:{input}: EPERM
            clear-attributes:{input}: EPERM
            clear-attributes:/: EPERM
            """,
            "--backend", backend, "--fs", "hermetic", "--input", input, "--input", probe);

        Assert.That(File.ReadAllText(input), Is.EqualTo("content"));
    }

    [Test]
    public async Task A_list_names_many_inputs()
    {
        var names = Enumerable.Range(0, 300).Select(number => $"many/{number}").ToArray();
        foreach (var name in names)
        {
            _project.File(name, ".");
        }

        File.WriteAllText(_project["list"], string.Join('\0', names));

        (await ShellAsync("cat many/* | wc -c; ls", "--input-from", "list")).ExpectOutput("300\nmany");
    }

    [Test]
    public async Task A_missing_input_is_refused_before_anything_runs() =>
        (await ShellAsync("true", "--input", "missing")).ExpectRefusal("--input", _project["missing"], "does not exist");

    [Test]
    public async Task A_socket_is_no_input()
    {
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        var path = $"{Path.GetTempPath()}/{Guid.NewGuid():N}".Replace("//", "/", StringComparison.Ordinal);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        try
        {
            (await ShellAsync("true", "--input", path)).ExpectRefusal(path, "socket");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public async Task Inputs_without_a_hermetic_tree_are_refused() =>
        (await Tool.In(_project).RunAsync("--backend", backend, "--input", "/etc/passwd", "--", "true")).ExpectRefusal("--fs hermetic");

    private static void RequireCompiler()
    {
        if (!File.Exists("/usr/bin/cc"))
        {
            Assert.Ignore("/usr/bin/cc is missing (Debian's gcc)");
        }
    }

    private Task<ToolResult> RunAsync(IEnumerable<string> options, IEnumerable<string> command) =>
        Tool.In(_project).RunAsync(["--backend", backend, "--fs", "hermetic", .. options, .. command]);

    private Task<ToolResult> ShellAsync(string script, params string[] options) => RunAsync(options, ["--", "sh", "-c", script]);
}
