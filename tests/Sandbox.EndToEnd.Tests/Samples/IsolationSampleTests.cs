using Sandbox.EndToEnd.Tests.InProcess;

namespace Sandbox.EndToEnd.Tests.Samples;

/// <summary>samples/isolation: builds and tests that isolate themselves, each as its README starts it.</summary>
public sealed class IsolationSampleTests
{
    private TemporaryDirectory _samples = null!;

    [SetUp]
    public void CopySamples() => _samples = new TemporaryDirectory();

    [TearDown]
    public void DeleteSamples() => _samples.Dispose();

    [Test]
    public async Task A_c_program_isolates_what_it_runs()
    {
        var compiler = In("c", "/usr/bin/gcc", "gcc and libc6-dev");
        (await compiler.RunAsync(
            "-Wall", "-Wextra", "-Werror", $"-I{IsolateLibrary.Directory}", $"-L{IsolateLibrary.Directory}", "-o", "isolated", "isolated.c", "-lsandbox-isolate"))
            .ExpectExit(0);

        var isolated = compiler with { FileName = $"{compiler.WorkingDirectory}/isolated" };
        (await isolated.RunAsync("sh", "-c", "tail -n +3 /proc/net/dev | cut -d: -f1; ls -A /dev/shm")).ExpectOutput("    lo");
    }

    [Test]
    public async Task Make_isolates_itself_by_the_library()
    {
        var result = await In("make", "/usr/bin/make", "make").RunAsync();

        result.ExpectOutput("network devices: lo");
    }

    [Test]
    public async Task Make_runs_each_recipe_in_a_sandbox_by_its_shell()
    {
        var result = await In("make", "/usr/bin/make", "make").RunAsync("-f", "shell.mk", $"RUN_SANDBOX={TestEnvironment.Tool}");

        result.ExpectOutput("network devices: lo");
        Assert.That(File.Exists("/tmp/isolation-sample"), Is.False);
    }

    [Test]
    public async Task Pythons_unittest_isolates_itself()
    {
        var result = await In("python", "/usr/bin/python3", "python3").RunAsync("-B", "-m", "unittest");

        result.ExpectExit(0);
        Assert.That(result.Error, Does.Match("Ran 3 tests").And.EndsWith("OK\n"), result.ToString());
    }

    [TestCase]
    [TestCase("-n", "2")]
    [TestCase("-n", "2", "--dist", "loadfile")]
    [TestCase("-p", "no:xdist")]
    public async Task Pytest_isolates_all_tests_and_its_workers(params string[] options)
    {
        var python = In("python", "/usr/bin/python3", "python3");
        IsolateLibrary.RequireDirectory("/usr/lib/python3/dist-packages/pytest", "python3-pytest");
        IsolateLibrary.RequireDirectory("/usr/lib/python3/dist-packages/xdist", "python3-pytest-xdist");

        var result = await python.RunAsync(["-B", "-m", "pytest", "-p", "no:cacheprovider", .. options]);

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Contain("3 passed"), result.ToString());
    }

    [Test]
    public async Task A_mark_of_another_process_is_not_believed()
    {
        var python = In("python", "/usr/bin/python3", "python3");
        var marked = python with { Environment = new Dictionary<string, string?>(python.Environment) { ["SANDBOX_ISOLATED"] = "mnt:[1] net shm" } };

        (await marked.RunAsync("-B", "-c", "import os, sandbox_isolate; sandbox_isolate.isolate('shm'); print(os.listdir('/dev/shm')); sandbox_isolate.isolate('shm')"))
            .ExpectOutput("[]");
        (await python.RunAsync("-B", "-c", "import sandbox_isolate, threading; sandbox_isolate.isolate('shm'); threading.Thread(target=threading.Event().wait, daemon=True).start(); sandbox_isolate.isolate('net')"))
            .ExpectExit(1);
    }

    [Test]
    public async Task Outside_the_tests_would_not_hold()
    {
        var python = In("python", "/usr/bin/python3", "python3");
        await File.WriteAllTextAsync($"{python.WorkingDirectory}/sandbox_isolate.py", "def isolate(profiles): pass\n");
        var name = $"/dev/shm/{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(name, "outside");
        try
        {
            var result = await python.RunAsync("-B", "-m", "unittest", "test_server.ServerTest.test_a_fixed_name_in_shared_memory_is_free");

            Assert.That(result.ExitCode, Is.Not.Zero, result.ToString());
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Test]
    public async Task Msbuild_runs_tests_in_a_sandbox()
    {
        using var home = new TemporaryDirectory();
        var project = In("msbuild") with
        {
            FileName = "dotnet",
            TimeLimit = TimeSpan.FromMinutes(5),
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = home.Path,
                ["DOTNET_CLI_HOME"] = null,
                ["NUGET_PACKAGES"] = null,
                ["MSBUILDDISABLENODEREUSE"] = null,
                ["TMPDIR"] = null,
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            },
        };

        var result = await project.RunAsync("build", "-t:IsolatedTest", "-nodeReuse:false", "-tl:off", $"-p:RunSandbox={TestEnvironment.Tool}");

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Contain("passed: a fixed port is free").And.Contain("passed: nothing reaches the network"), result.ToString());
    }

    /// <summary>As the manual shows it; what is tested is a test of this suite.</summary>
    [Test]
    public async Task Dotnet_test_runs_in_a_sandbox()
    {
        await File.WriteAllTextAsync(_samples["global.json"], """{"test": {"runner": "Microsoft.Testing.Platform"}}""");
        var tests = AppContext.BaseDirectory.TrimEnd('/');

        var result = await Tool.In(_samples).RunAsync(
            "--fs", "host", "--profile", "net", "--", "dotnet", "test", "--root-directory", tests, "--test-modules", "Sandbox.EndToEnd.Tests.dll",
            "--no-ansi", "--filter", $"FullyQualifiedName~{nameof(SuiteTests.The_tool_is_built_and_may_be_executed_by_this_user)}");

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Match("succeeded: 1"), result.ToString());
    }

    // A copy, in which nothing has been built and everything may be.
    private ToolCommand In(string sample, string program, string package)
    {
        IsolateLibrary.Require(program, package);
        return In(sample) with { FileName = program };
    }

    private ToolCommand In(string sample) => new()
    {
        WorkingDirectory = _samples.Copy($"{TestEnvironment.Repository}/samples/isolation/{sample}", sample),
        Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = IsolateLibrary.Directory, ["MAKEFLAGS"] = null },
    };
}
