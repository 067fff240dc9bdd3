using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Launching;

/// <summary>
/// Executes sandbox-init in the place of this process: it becomes the monitor and ends as the command ended, so that no
/// runtime stays in memory while the command runs.
/// </summary>
internal static unsafe class StandInLauncher
{
    // Two numbers below the plan's are for sandbox-init's own use while it starts.
    private const int FirstPlan = 5;

    /// <summary>
    /// Whether there is nothing to be done afterwards but to end as the command ended; nor meanwhile: a limit of time has to
    /// hold when this process is stopped.
    /// </summary>
    public static bool Serves(LaunchPlan plan, SandboxSpec spec) =>
        plan is { Wrapper: null, AsPid1: false, PassedDescriptors.IsEmpty: true }
        && plan.Namespaces.HasFlag(Namespaces.Pid)
        && spec.Stdio == SandboxStdio.Inherited
        && spec is { Cgroup: null, NamedPipes.IsEmpty: true, CollectedFiles.IsEmpty: true, Outputs.IsEmpty: true }
        && spec is { ReportChanges: false, Root.Ephemeral: false }
        && spec.Limits == new SandboxLimits
        {
            OpenFiles = spec.Limits.OpenFiles,
            Stack = spec.Limits.Stack,
            CoreSize = spec.Limits.CoreSize,
        };

    /// <summary>Executes it. Returns only where the kernel refuses, and nothing has changed then.</summary>
    /// <param name="plan">A plan that is served.</param>
    /// <param name="program">What is executed when the command could not be run.</param>
    /// <param name="arguments">Its argv, which must make it do the same in another way.</param>
    public static void Execute(LaunchPlan plan, string program, ImmutableArray<string> arguments)
    {
        HandedDescriptors.RefuseDirectories([0, 1, 2], []);
        using var file = Memfd.CreateData("sandbox-plan", PlanEncoder.Encode(plan));
        using var kept = new DescriptorHandle(LibC.fcntl(file.Number, LibC.F_DUPFD, FirstPlan));
        if (kept.IsInvalid)
        {
            return;
        }

        // Ignored by every .NET process, and what is ignored stays so in what is executed.
        _ = LibC.signal(Signals.SIGPIPE, LibC.SIG_DFL);
        Execute(InitExecutable.Instance.Path, ["sandbox-init", "--stand-in", Number(kept.Number), program, .. arguments]);
        _ = LibC.signal(Signals.SIGPIPE, LibC.SIG_IGN);
    }

    private static void Execute(string path, ReadOnlySpan<string> arguments)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\0', arguments) + '\0');
        var vector = stackalloc byte*[arguments.Length + 1];
        fixed (byte* start = text)
        {
            var next = start;
            for (var i = 0; i < arguments.Length; i++)
            {
                vector[i] = next;
                next += Encoding.UTF8.GetByteCount(arguments[i]) + 1;
            }

            vector[arguments.Length] = null;
            _ = LibC.execv(path, vector);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
