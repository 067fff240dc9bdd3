using System.Text;
using Sandbox.Linux;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>Turns what sandbox-init reports into an exception that speaks of the plan.</summary>
internal static class SetupFailure
{
    /// <param name="plan">What was being carried out.</param>
    /// <param name="cgroup">The command's control group, or null.</param>
    /// <param name="report">A report of failure.</param>
    /// <param name="message">What the wrapper wrote, where there is one.</param>
    public static SandboxException Of(LaunchPlan plan, RunCgroup? cgroup, in ReportRecord report, string message) =>
        cgroup?.ReadOutcome() is { } outcome and ({ MemoryExceeded: true } or { ProcessesExceeded: true })
            ? TooTight(plan, outcome)
            : From(plan, report, message);

    /// <param name="plan">What was being carried out.</param>
    /// <param name="report">A report of failure.</param>
    /// <param name="message">What the wrapper wrote, where there is one.</param>
    public static SandboxException From(LaunchPlan plan, in ReportRecord report, string message = "") =>
        (ReportKind)report.Kind switch
        {
            ReportKind.CommandFailed => Command(plan, report.Errno, found: report.WaitStatus == 1),
            ReportKind.StepFailed => Step(plan, report),
            ReportKind.WrapperFailed when plan.Wrapper is { } wrapper => Wrapper(plan, wrapper, report.WaitStatus, message),
            ReportKind.Survivors => Survivors(plan),
            _ => Lost(plan),
        };

    public static SandboxSetupException Lost(LaunchPlan plan) =>
        new("sandbox-init was killed before it could tell how the command ended",
            "something outside sent SIGKILL: the kernel's out-of-memory killer, or an administrator")
        {
            Backend = plan.Backend,
        };

    /// <summary>For a group that has no room for the sandbox itself.</summary>
    private static SandboxSetupException TooTight(LaunchPlan plan, CgroupOutcome outcome) => new(
        $"could not set up the sandbox: it reached the limit on {(outcome.MemoryExceeded ? "memory" : "processes")} before the command ran",
        outcome.MemoryExceeded
            ? "the command's process has to fit in before it becomes the command, and one that is process 1 builds the sandbox: allow "
                + "some megabytes more (limits.memory, --memory)"
            : "allow more processes (limits.processes, --pids)")
    {
        Backend = plan.Backend,
    };

    private static SandboxSetupException Wrapper(LaunchPlan plan, LaunchWrapper wrapper, int waitStatus, string message)
    {
        var signal = waitStatus & 0x7F;
        var end = signal == 0 ? $"it exited with {(waitStatus >> 8) & 0xFF}" : $"signal {signal} ended it";
        var reason = message.Length == 0 ? $"{end} and said nothing" : $"{end}: {message}";
        var refusal = wrapper.FindRefusal(message);
        return new(
            $"{wrapper.Path} could not build the sandbox: {reason}",
            refusal is null ? null : refusal.Hint ?? RefusalHints.For(refusal, wrapper.Path))
        {
            Backend = plan.Backend,
            Step = "execve",
            Path = wrapper.Path,
            Errno = refusal?.Errno,
            IsRefusal = refusal is not null && !IsWantOfRoom(refusal.Errno),
        };
    }

    // Of processes or memory: it says nothing about whether this machine allows a sandbox.
    private static bool IsWantOfRoom(int? errno) => errno is Errno.EAGAIN or Errno.ENOMEM;

    private static SandboxSetupException Survivors(LaunchPlan plan) =>
        new("the command has ended, but some of its processes could not be killed and are still alive",
            "they are stuck in the kernel, or belong to another user; look for them with ps, or use a back-end with a pid namespace")
        {
            Backend = plan.Backend,
        };

    private static SandboxCommandException Command(LaunchPlan plan, int errno, bool found)
    {
        var reason = (errno, found) switch
        {
            (Errno.ENOENT, false) when !plan.FileName.Contains('/', StringComparison.Ordinal) => $"not found in {plan.SearchPath}",
            (Errno.ENOENT, true) => "its interpreter is missing inside the sandbox",
            _ => Errno.Describe(errno),
        };
        var hint = (errno, found) switch
        {
            (Errno.ENOENT, false) => "the name is looked up inside the sandbox; bind the directory it is in",
            (Errno.ENOENT, true) => "look at its first line (#!) or at what 'file' says, and bind the interpreter",
            (Errno.EACCES, _) => "make it executable (chmod +x), on a mount without noexec",
            (Errno.E2BIG, _) => "the arguments and the environment together are too long (getconf ARG_MAX)",
            _ => null,
        };
        return new(plan.FileName, isNotFound: !found, errno, $"could not run {plan.FileName}: {reason}", hint);
    }

    private static SandboxSetupException Step(LaunchPlan plan, in ReportRecord report)
    {
        var call = (FailedCall)report.Call;
        var step = StepOf(plan, report);
        if (step is null && call == FailedCall.Execve && plan.Wrapper is { } wrapper)
        {
            return new SandboxSetupException($"could not run {wrapper.Path}: {Errno.Describe(report.Errno)}")
            {
                Backend = plan.Backend,
                Step = "execve",
                Path = wrapper.Path,
                Errno = report.Errno,
                IsRefusal = true,
            };
        }

        if (step is null)
        {
            return new SandboxSetupException(
                $"could not {Doing(call, plan)}: {Errno.Describe(report.Errno)}",
                call switch
                {
                    FailedCall.Clone when plan.Cgroup is not null => HintForGroup(report.Errno),
                    FailedCall.Clone => RefusalHints.ForClone(report.Errno),
                    FailedCall.OpenProc => "mount the proc of this pid namespace on /proc (mount -t proc proc /proc)",
                    _ => null,
                })
            {
                Backend = plan.Backend,
                Step = CallName(call),
                Errno = report.Errno,
                IsRefusal = call == FailedCall.Clone && !IsWantOfRoom(report.Errno),
            };
        }

        var hint = call switch
        {
            FailedCall.NotLimited => $"run as another user, or where cgroup v2 can hold it: {CgroupPlace.Remedy}",
            FailedCall.OpenTarget => step.Hint(report.Errno) ?? SourceHints.For(report.Errno),
            _ => step.Hint(report.Errno),
        };
        return new SandboxSetupException($"could not set up the sandbox: {step}: {Why(call, report.Errno)}", hint)
        {
            Backend = plan.Backend,
            Step = step.Operation,
            Path = step.Path,
            Errno = report.Errno,
            IsRefusal = step.IsRefusal(report.Errno),
        };
    }

    private static string? HintForGroup(int errno) => errno switch
    {
        Errno.EACCES or Errno.ENOENT =>
            "the caller's own group and that of the command must be in one part of the hierarchy that is the caller's: " + CgroupPlace.Remedy,
        Errno.ENOSYS => "processes are started in a cgroup since Linux 5.7 (clone3); a container's seccomp filter may refuse it",
        Errno.EBUSY or Errno.EOPNOTSUPP => "the group it is made in hands its controllers to threads; name another (--cgroup-parent)",
        _ => RefusalHints.ForClone(errno),
    };

    private static PlanStep? StepOf(LaunchPlan plan, in ReportRecord report)
    {
        var steps = (PlanStage)report.Stage switch
        {
            PlanStage.Init => plan.Setup,
            PlanStage.Command => plan.Command,
            _ => [],
        };
        return report.StepIndex < steps.Length ? steps[(int)report.StepIndex] : null;
    }

    private static string Doing(FailedCall call, LaunchPlan plan) => call switch
    {
        FailedCall.Clone when plan.Cgroup is not null => $"start a process in its cgroup and new namespaces [{plan.Namespaces}]",
        FailedCall.Clone => $"make new namespaces [{plan.Namespaces}]",
        FailedCall.OpenProc => "watch over the command's processes in /proc",
        FailedCall.InvalidPlan => "start sandbox-init: it refused the plan, which is a defect of this library",
        _ => $"start sandbox-init: {CallName(call)}",
    };

    private static string Why(FailedCall call, int errno) => call switch
    {
        FailedCall.NotOwnTree => "it would be made outside the sandbox's own tree",
        FailedCall.OtherFile => "something else is there",
        FailedCall.KindMismatch => "one is a directory and the other is not",
        FailedCall.InvalidPlan => "sandbox-init refused the step as invalid, which is a defect of this library",
        FailedCall.NotLimited => "the kernel exempts this user from it: under whatever id it goes here, it is the host's root",
        FailedCall.OpenTarget => $"looking up the target: {Errno.Describe(errno)}",
        _ => $"{CallName(call)}: {Errno.Describe(errno)}",
    };

    /// <summary>OpenTree → open_tree.</summary>
    private static string CallName(FailedCall call)
    {
        var name = new StringBuilder();
        foreach (var letter in call.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
