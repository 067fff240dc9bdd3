using Sandbox.Init.Descendants;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>All processes of the sandbox but the init: the others of its pid namespace, or its descendants.</summary>
internal readonly struct SandboxProcesses
{
    // A process may be unkillable for a while: in the middle of a disk access, say, or of another user after set-user-ID.
    private const ulong DeathPatience = 2 * TimeSpec.NanosecondsPerSecond;

    private readonly bool areDescendants;
    private readonly DescendantTree tree;

    // As the init began: it leaves it where it has descendants to kill.
    private readonly nint callersGroup;

    private SandboxProcesses(DescendantTree tree)
    {
        areDescendants = true;
        this.tree = tree;
        callersGroup = Processes.GroupOf(0);
    }

    /// <summary>For process 1 of a pid namespace.</summary>
    public static SandboxProcesses OfNamespace => default;

    /// <summary>Whether the kernel kills them when the init ends (pid_namespaces(7)).</summary>
    public bool EndWithInit => !areDescendants;

    /// <summary>For an init without a pid namespace: from now on it adopts the orphans.</summary>
    public static Outcome Adopt(out SandboxProcesses processes)
    {
        var outcome = DescendantTree.Adopt(out var tree);
        processes = new SandboxProcesses(tree);
        return outcome;
    }

    /// <summary>Whether a process is where a signal to the caller's whole process group reaches it.</summary>
    public bool IsInCallersGroup(int pid) =>
        areDescendants ? Processes.GroupOf(pid) == callersGroup : Processes.IsInOwnGroup(pid);

    public void Signal(int signal)
    {
        if (areDescendants)
        {
            tree.Signal(signal);
        }
        else
        {
            Signals.Send(Signals.Everyone, signal);
        }
    }

    /// <summary>Ends and reaps them all.</summary>
    /// <param name="children">A queue of SIGCHLD.</param>
    /// <returns>
    /// What the host is told: <see cref="ReportKind.Exited"/> when all are dead, <see cref="ReportKind.Exiting"/> when some
    /// are left that end with the init, <see cref="ReportKind.Survivors"/> when they don't.
    /// </returns>
    public ReportKind Kill(int children)
    {
        if (areDescendants)
        {
            return DescendantKill.Run(tree, children) ? ReportKind.Exited : ReportKind.Survivors;
        }

        return KillNamespace(children) ? ReportKind.Exited : ReportKind.Exiting;
    }

    // Process 1 without a child is alone: whoever lives is its descendant, and orphans become its children. To signal them all
    // has the kernel look at every process of the host. What outlives the patience ends with process 1: the kernel kills it,
    // and waits for it before anyone can reap the init.
    private static unsafe bool KillNamespace(int children)
    {
        var deadline = Clock.Never;
        while (true)
        {
            if (Processes.ReapAll())
            {
                return true;
            }

            Signals.Send(Signals.Everyone, Signals.SIGKILL);
            if (deadline == Clock.Never)
            {
                deadline = Clock.In(DeathPatience);
            }
            else if (Clock.Now() >= deadline)
            {
                return false;
            }

            var poll = PollDescriptor.ForReading(children);
            Clock.Poll(&poll, 1, deadline);
            Signals.Drain(children);
        }
    }
}
