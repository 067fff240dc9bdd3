using Sandbox.Backends.Bwrap;
using Sandbox.Backends.Bwrap.Program;
using Sandbox.Backends.Chroot;
using Sandbox.Backends.Namespaces;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.Selection;

namespace Sandbox.Tests.Launching.Running;

/// <summary>
/// What a plan was made for is replaced by a link before the plan is carried out, as any program can do that may write in
/// the directory it is in, another sandbox for instance. Nothing that the link leads to is ever shown.
/// </summary>
public sealed class ReplacedSourceTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _directory = "";
    private string _shared = "";

    private static IEnumerable<string> Everywhere =>
    [
        "bind", "bound file", "file in a bound directory", "copied file", "copied file over another", "root", "mirrored root", "writable root",
        "writable path of a root", "working directory", "input",
    ];

    private static IEnumerable<string> UnderLayers => ["ephemeral working directory", "ephemeral root"];

    [SetUp]
    public void MakeDirectories()
    {
        _directory = Directory.CreateTempSubdirectory("replaced").FullName;
        _shared = $"{_directory}/shared";
        Directory.CreateDirectory($"{_directory}/scratch", OwnerOnly);
        foreach (var place in new[] { $"{_shared}/sub", $"{_shared}/bare", $"{_directory}/secret" })
        {
            Directory.CreateDirectory($"{place}/inner");
            File.WriteAllText($"{place}/file", place);
            File.WriteAllText($"{place}/inner/file", place);
        }

        // So that nothing has to be made in it, and it is bound as a whole.
        foreach (var name in new[] { "proc", "dev", "tmp" })
        {
            Directory.CreateDirectory($"{_shared}/sub/{name}");
            Directory.CreateDirectory($"{_shared}/{name}");
        }
    }

    [TearDown]
    public void RemoveDirectories() => Directory.Delete(_directory, recursive: true);

    [TestCaseSource(nameof(Everywhere))]
    [TestCaseSource(nameof(UnderLayers))]
    public async Task The_namespaces_backend_refuses_it(string what) => await ExpectRefusalAsync(
        what, (spec, facts, files) => NamespacesPlanner.Plan("test", spec, facts, files));

    [TestCaseSource(nameof(Everywhere))]
    public async Task The_bwrap_backend_refuses_it(string what)
    {
        Bubblewrap.Require();
        var program = new BwrapFinder().Find().Program!;
        await ExpectRefusalAsync(
            what, (spec, facts, files) => BwrapPlanner.Plan("test", spec, facts, files, program, CallerPrivileges.Read()));
    }

    [Test]
    public async Task The_chroot_backend_refuses_it()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root can change the root");
        }

        await ExpectRefusalAsync(
            "writable root", (spec, facts, files) => ChrootPlanner.Plan("test", spec with { Network = SandboxNetwork.Host }, facts, files, mayMount: false));
    }

    private async Task ExpectRefusalAsync(string what, Func<SandboxSpec, HostFacts, IHostFileSystem, LaunchPlan> plan)
    {
        var spec = SpecOf(what);
        var backend = new ReplacingBackend(plan, () =>
        {
            var replaced = what == "mirrored root" ? "bare" : "sub";
            Directory.Move($"{_shared}/{replaced}", $"{_shared}/moved");
            File.CreateSymbolicLink($"{_shared}/{replaced}", $"{_directory}/secret");
        });

        var failure = await Assert.ThrowsAsync<SandboxSetupException>(async () => await backend.StartAsync(spec, CancellationToken.None));

        Assert.That(failure!.Errno, Is.EqualTo(Errno.ELOOP), failure.Message);
        Assert.That(failure.Message, Does.Contain(_shared));
        Assert.That(failure.Hint, Does.Contain("replaced").And.Contain("run it again"));
    }

    private SandboxSpec SpecOf(string what)
    {
        var spec = SandboxSpec.For("/bin/true") with
        {
            WorkingDirectory = "/", ScratchDirectory = $"{_directory}/scratch", Stdio = SandboxStdio.Captured,
        };
        var source = $"{_shared}/sub";
        return what switch
        {
            "bind" => spec with { Mounts = [SandboxMount.Bind(source, "/tmp/x")] },
            "bound file" => spec with { Mounts = [SandboxMount.Bind($"{source}/file", "/tmp/x")] },
            "file in a bound directory" => spec with { Mounts = [SandboxMount.Bind($"{source}/inner/file", "/tmp/x")] },
            "copied file" => spec with { Mounts = [SandboxMount.File($"{source}/file", "/tmp/x")] },
            "copied file over another" => spec with { Mounts = [SandboxMount.File($"{source}/file", "/etc/passwd")] },
            "root" => spec with { Root = SandboxRoot.Directory(source) },
            "mirrored root" => spec with { Root = SandboxRoot.Directory($"{_shared}/bare") },
            "writable root" => spec with { Root = SandboxRoot.Directory(source, WritablePaths.All) },
            "writable path of a root" => spec with { Root = SandboxRoot.Directory(_shared, WritablePaths.Only("/sub")) },
            "working directory" => spec with { WorkingDirectory = source },
            "input" => spec with { Root = SandboxRoot.Hermetic(), Inputs = [$"{source}/file"] },
            "ephemeral working directory" => spec with { Root = SandboxRoot.ReadOnlyHost with { Ephemeral = true }, WorkingDirectory = source },
            _ => spec with { Root = SandboxRoot.Directory(source, ephemeral: true) },
        };
    }

    private sealed class ReplacingBackend(Func<SandboxSpec, HostFacts, IHostFileSystem, LaunchPlan> plan, Action replace)
        : LinuxSandboxBackend
    {
        public override string Name => "test";

        public override SandboxCapabilities Capabilities => FakeBackend.Everything;

        protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
        {
            var result = plan(spec, facts, files);
            replace();
            return result;
        }
    }
}
