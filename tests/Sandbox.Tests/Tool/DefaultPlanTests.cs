using System.Diagnostics;
using Sandbox.Backends.Namespaces;
using Sandbox.Linux;
using Sandbox.Tests.LaunchPlans;

namespace Sandbox.Tests.Tool;

/// <summary>
/// The native tool makes the plan of a spec with every default before its runtime starts, in code of its own
/// (src/Sandbox.HeadStart/Default): it must be the plan that the planner makes.
/// </summary>
public sealed class DefaultPlanTests
{
    private const string Home = "/nonexistent/home";

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateDirectory($"/var/tmp/default-plan-{Guid.NewGuid():N}").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void It_is_the_planners([Values("make", "/bin/true", "./x")] string file)
    {
        string[] command = [file, "-j2", "", "--net", "two words", "--"];

        AssertSame(_directory, command, ["HOME=" + Home, "PATH=/opt/bin:/bin", "EMPTY=", "PATH2=x"], ["--", .. command]);
    }

    [TestCase("--backend", "auto", "--")]
    [TestCase("--backend=namespaces", "--")]
    [TestCase("-b", "namespaces")]
    [TestCase]
    public void It_is_the_planners_for_each_way_to_ask_for_it(params string[] options) =>
        AssertSame(_directory, ["make"], ["HOME=" + Home], [.. options, "make"]);

    [Test]
    public void It_is_the_planners_in_a_directory_of_the_system() => AssertSame("/usr/share", ["make"], ["HOME=" + Home], "make");

    [Test]
    public void It_is_the_planners_below_tmp()
    {
        var directory = Directory.CreateDirectory($"/tmp/default-plan-{Guid.NewGuid():N}/a/b");
        try
        {
            AssertSame(directory.FullName, ["make"], ["HOME=" + Home], "make");
        }
        finally
        {
            directory.Parent!.Parent!.Delete(recursive: true);
        }
    }

    [Test]
    public void It_is_the_planners_beside_files_of_runs()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "cache/run-sandbox"));
        var project = Directory.CreateDirectory(Path.Combine(_directory, "project")).FullName;

        AssertSame(project, ["make"], ["HOME=" + Home, $"XDG_CACHE_HOME={_directory}/cache"], "make");
    }

    [Test]
    public void It_is_the_planners_at_a_terminal()
    {
        var command = $"tty >{_directory}/tty; {Program} make >{_directory}/plan";
        Run("script", _directory, ["HOME=" + Home], "-qec", command, "/dev/null");

        var plan = new DecodedPlan(File.ReadAllBytes(Path.Combine(_directory, "plan")));
        var terminal = File.ReadAllText(Path.Combine(_directory, "tty")).Trim();

        // That one is gone by now, so the planner is told of another device.
        var facts = Expect(_directory, ["make"], []) with { Terminal = "/dev/zero" };
        var expected = new DecodedPlan(NamespacesPlanner.Plan("namespaces", SandboxSpec.For("make"), facts, HostFileSystem.Instance));
        Assert.That(
            plan.Setup,
            Is.EqualTo(expected.Setup.Select(step => step.Replace(
                "'/dev/zero' text2='/dev/console'", $"'{terminal}' text2='/dev/console'", StringComparison.Ordinal))));
    }

    [TestCase("--net", "host", "make")]
    [TestCase("--bind", "/opt", "make")]
    [TestCase("--backend", "bwrap", "make")]
    [TestCase("--backend=", "make")]
    [TestCase("--backend")]
    [TestCase("-vb", "auto", "make")]
    [TestCase("-b", "bogus", "-b", "auto", "make")]
    [TestCase("--backend=bogus", "--backend=auto", "make")]
    [TestCase("--")]
    [TestCase("")]
    [TestCase("make", "grün")]
    public void Other_command_lines_are_left_to_the_tool(params string[] words) => AssertLeft(_directory, ["HOME=" + Home], words);

    [TestCase("/")]
    [TestCase("/proc")]
    [TestCase("/dev/shm")]
    [TestCase("/sys/kernel")]
    [TestCase("/tmp")]
    public void Directories_of_which_the_sandbox_has_its_own_or_the_kernel_are_left_to_the_tool(string directory) =>
        AssertLeft(directory, ["HOME=" + Home], "make");

    [Test]
    public void A_directory_whose_path_leads_to_a_file_is_left_to_the_tool()
    {
        const string Script = "mkdir a; cd a; mount -t tmpfs cover ..; touch \"$PWD\"; exec \"$@\"";

        var result = Run("unshare", _directory, ["HOME=" + Home, "PATH=/usr/sbin:/usr/bin:/sbin:/bin"], "-Urm", "sh", "-ec", Script, "sh", Program, "make");

        Assert.That((result.Code, result.Output), Is.EqualTo((1, Array.Empty<byte>())));
    }

    [Test]
    public void A_back_end_of_the_environment_is_left_to_the_tool() =>
        AssertLeft(_directory, ["HOME=" + Home, "RUN_SANDBOX_BACKEND=bwrap"], "make");

    [TestCase("LANG=C")]
    [TestCase("HOME=here")]
    public void A_home_that_must_be_looked_up_is_left_to_the_tool(string variable) => AssertLeft(_directory, [variable], "make");

    [Test]
    public void Files_of_runs_that_the_command_could_write_are_left_to_the_tool([Values("", "project")] string link)
    {
        var runs = Directory.CreateDirectory(Path.Combine(_directory, ".cache/run-sandbox"));
        if (link.Length > 0)
        {
            // Elsewhere by its name.
            runs.Delete();
            Directory.CreateDirectory(Path.Combine(_directory, link));
            File.CreateSymbolicLink(runs.FullName, Path.Combine(_directory, link));
        }

        AssertLeft(Path.Combine(_directory, link), ["HOME=" + _directory], "make");
    }

    [Test]
    public void A_directory_as_standard_input_is_left_to_the_tool()
    {
        var result = Run("sh", _directory, ["HOME=" + Home], "-c", $"{Program} make </");

        Assert.That(result.Code, Is.EqualTo(1));
    }

    private static string Program => Path.Combine(TestContext.CurrentContext.TestDirectory, "default-plan");

    private static void AssertLeft(string directory, string[] environment, params string[] words)
    {
        var result = Run(Program, directory, environment, words);

        Assert.That((result.Code, result.Output), Is.EqualTo((1, Array.Empty<byte>())));
    }

    private static void AssertSame(string directory, string[] command, string[] environment, params string[] words)
    {
        var result = Run(Program, directory, environment, words);

        Assert.That(result.Code, Is.Zero);
        AssertSame(new DecodedPlan(result.Output), Expect(directory, command, environment), command);
    }

    private static void AssertSame(DecodedPlan actual, HostFacts facts, string[] command)
    {
        var spec = SandboxSpec.For(command[0], command[1..]);
        var expected = new DecodedPlan(NamespacesPlanner.Plan("namespaces", spec, facts, HostFileSystem.Instance));

        Assert.Multiple(() =>
        {
            Assert.That(actual.Setup, Is.EqualTo(expected.Setup));
            Assert.That(actual.Command, Is.EqualTo(expected.Command));
            Assert.That(actual.FilterBytes, Is.EqualTo(expected.FilterBytes));
            Assert.That(actual.Collect, Is.Empty);
            Assert.That(actual.WrapperArguments, Is.Empty);
            Assert.That(actual.Arguments, Is.EqualTo(expected.Arguments));
            Assert.That(actual.Text(actual.Header.FileName), Is.EqualTo(expected.Text(expected.Header.FileName)));
            Assert.That(
                (actual.Header.Namespaces, actual.Header.Flags, actual.Header.KillAfter, actual.Header.PassedDescriptors),
                Is.EqualTo((expected.Header.Namespaces, expected.Header.Flags, expected.Header.KillAfter, expected.Header.PassedDescriptors)));
            Assert.That(actual.Environment, Is.EqualTo(expected.Environment));
            Assert.That(actual.Text(actual.Header.SearchPath), Is.EqualTo(expected.Text(expected.Header.SearchPath)));
        });
    }

    private static HostFacts Expect(string directory, string[] command, string[] environment)
    {
        var cache = Array.Find(environment, variable => variable.StartsWith("XDG_CACHE_HOME=", StringComparison.Ordinal));
        return HostFactsReader.Read(SandboxSpec.For(command[0])) with
        {
            CurrentDirectory = directory,
            Environment = [.. environment],
            ScratchParentPath = cache is null ? $"{Home}/.cache/run-sandbox" : $"{cache.Split('=')[1]}/run-sandbox",
            Terminal = null,
        };
    }

    private static (int Code, byte[] Output) Run(string file, string directory, string[] environment, params string[] words)
    {
        var start = new ProcessStartInfo(file, words)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var variable in environment)
        {
            start.Environment.Add(variable.Split('=')[0], variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray());
    }
}
