using Sandbox.Backends.Namespaces;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;

namespace Sandbox.Tests.Fuzz;

/// <summary>Valid plans to start from: real ones, and one with every step there is.</summary>
internal sealed class PlanCorpus
{
    /// <param name="directory">A directory of the test's own, which real plans bind and use as a root.</param>
    public PlanCorpus(string directory)
    {
        var source = Path.Combine(directory, "source");
        File.WriteAllText(source, "content");
        var root = Directory.CreateDirectory(Path.Combine(directory, "root")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "etc"));

        var usual = SandboxSpec.For("true", "a", "b") with { WorkingDirectory = "/" };
        var loaded = usual with
        {
            Root = SandboxRoot.Directory(root),
            Mounts =
            [
                SandboxMount.Tmpfs("/data", 65536, (UnixFileMode)0b1_111_111_111),
                SandboxMount.ReadOnlyBind(source, "/data/bound"),
                SandboxMount.File(source, "/data/copied"),
                SandboxMount.Symlink("bound", "/data/link"),
                SandboxMount.Directory("/data/directory"),
                SandboxMount.File(source, "/etc/added"),
            ],
            Deny = [DeniedPath.Block("/data/directory"), DeniedPath.Hide("/etc")],
            Identity = new SandboxIdentity { HostName = "box", DomainName = "home" },
            Limits = new SandboxLimits { WallTime = TimeSpan.FromSeconds(30), OpenFiles = 64 },
            NewSession = true,
            Umask = UnixFileMode.OtherWrite,
        };
        LaunchPlan[] plans = [Plan(usual), Plan(usual with { AsPid1 = true, Network = SandboxNetwork.Host }), Plan(loaded)];
        Executable = [.. plans.Select(plan => PlanEncoder.Encode(plan with { SetupOnly = true }))];
        var compared = SamplePlan.For(new SameFileStep(WrapperArgument.HostPath(source), "/dst"));
        LaunchPlan[] judged = [EveryStep(PlanStepLists.Setup, PlanStepLists.Command), InChroot, Wrapped, compared, PlanParts.Held(Plan(loaded)), Rest];
        All = [.. Executable, .. judged.Select(PlanEncoder.Encode)];
    }

    /// <summary>Plans that can be carried out here, up to execve(2) and not that.</summary>
    public byte[][] Executable { get; }

    /// <summary>Those, and some that are valid and not to be carried out.</summary>
    public byte[][] All { get; }

    private static LaunchPlan InChroot => SamplePlan.With(
        [new ChrootStep("/tree"), new NotDumpableStep(), new DropCapabilitiesStep()], [new SetUmaskStep(UnixFileMode.OtherWrite)]) with
    {
        Namespaces = Linux.Namespaces.None,
    };

    private static LaunchPlan Rest => PlanParts.Continuation(
        SamplePlan.With([new PivotRootStep(), new MakeFifoStep("/tmp/pipe")], [new SetUmaskStep(UnixFileMode.OtherWrite)]),
        SandboxSpec.For("true"), SandboxCommand.For("true"), ["PATH=/bin"]);

    private static LaunchPlan Wrapped => SamplePlan.With(
        [new NotDumpableStep(), new DropCapabilitiesStep(), new NoNewPrivilegesStep()], [new PassDescriptorStep(0, 5)]) with
    {
        Namespaces = Linux.Namespaces.None,
        PassedDescriptors = [0],
        Wrapper = new LaunchWrapper
        {
            Path = "/usr/bin/bwrap",
            Arguments =
            [
                WrapperArgument.Text("--args"), WrapperArgument.File([1, 2, 3], "options"), WrapperArgument.Init("--init="),
                WrapperArgument.Text("--"),
            ],
            InitPath = "/init",
        },
    };

    // The same plans whoever runs the test, as far as that goes.
    private static LaunchPlan Plan(SandboxSpec spec)
    {
        var facts = HostFactsReader.Read(SandboxSpec.For("true")) with { Environment = ["PATH=/bin", "EMPTY="], CurrentDirectory = "/", Terminal = null };
        return NamespacesPlanner.Plan("fuzz", spec, facts, HostFileSystem.Instance);
    }

    private static LaunchPlan EveryStep(PlanStep[] setup, PlanStep[] command) => SamplePlan.With(setup, command) with
    {
        Namespaces = Linux.Namespaces.User | Linux.Namespaces.Mount | Linux.Namespaces.Pid | Linux.Namespaces.Uts
            | Linux.Namespaces.Net | Linux.Namespaces.Ipc | Linux.Namespaces.Cgroup,
        Collect = [.. PlanStepLists.Collect],
        PassedDescriptors = [0, 1],
        Environment = ["PATH=/bin", "EMPTY="],
    };
}
