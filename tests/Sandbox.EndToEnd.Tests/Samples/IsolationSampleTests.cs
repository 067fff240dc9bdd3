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
