using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Descendants;

/// <summary>
/// The processes below this one, which is their reaper (PR_SET_CHILD_SUBREAPER): an orphan among them becomes its
/// child, so none ever leaves. A signal reaches only what is held by a descriptor (pidfd_open(2)) and was then seen to
/// be a child of a descendant that is itself held, so never a stranger that got a dead process's number.
/// </summary>
internal readonly unsafe struct DescendantTree
{
    // Each level holds a descriptor. What lies deeper comes up when what is above it has died.
    private const int MaxDepth = 256;

    private readonly ProcDirectory proc;
    private readonly ChildTable children;
    private readonly int self;

    private DescendantTree(ProcDirectory proc, ChildTable children)
    {
        this.proc = proc;
        this.children = children;
        self = Processes.Id();
    }

    /// <summary>Makes this process the reaper of all that descends from it, from now on.</summary>
    public static Outcome Adopt(out DescendantTree tree)
    {
        tree = default;
        var outcome = CheckHandles();
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Prctl, Processes.Control(Processes.PR_SET_CHILD_SUBREAPER, 1));
        }

        var table = default(ChildTable);
        if (!outcome.Failed)
        {
            outcome = ChildTable.Allocate(out table);
        }

        if (!outcome.Failed)
        {
            outcome = ProcDirectory.Open(out var proc);
            tree = new DescendantTree(proc, table);
        }

        return outcome;
    }

    /// <summary>For a copy of this process, which makes a tree of its own.</summary>
    public void Close() => proc.Close();

    /// <summary>
    /// Kills this process's own children: in no time, so that what forks and exits all the while is met, too. Nobody
    /// else reaps them, so a number is still theirs.
    /// </summary>
    public void KillChildren()
    {
        var reader = proc.ListOwnChildren();
        while (reader.TryRead(out var child))
        {
            Signals.Send(child, Signals.SIGKILL);
        }

        reader.Close();
    }

    /// <summary>Sends a signal to all that are found.</summary>
    /// <param name="activeOnly">Not to those that are stopped or dead.</param>
    /// <returns>To how many it was sent.</returns>
    public int Signal(int signal, bool activeOnly = false)
    {
        children.Clear();
        proc.Scan(children);
        return SignalChildren(self, -1, 0, signal, activeOnly);
    }

    private int SignalChildren(int parent, int parentHandle, int depth, int signal, bool activeOnly)
    {
        var count = 0;
        for (var child = children.FirstChild(parent); child != 0; child = children.NextSibling(child))
        {
            var answer = Processes.OpenHandle(child);
            if (answer < 0)
            {
                continue;
            }

            var handle = (int)answer;
            if (proc.TryRead(child, out var status) && IsDescendant(status.Parent, parent, parentHandle))
            {
                if ((!activeOnly || status.IsActive) && Signals.SendByHandle(handle, signal) >= 0)
                {
                    count++;
                }

                if (depth < MaxDepth)
                {
                    count += SignalChildren(child, handle, depth + 1, signal, activeOnly);
                }
            }

            Files.Close(handle);
        }

        return count;
    }

    // An orphan was adopted since the scan. Otherwise the order counts: a parent that is there after it was named by
    // the child is the one that was meant.
    private bool IsDescendant(int actualParent, int parent, int parentHandle) =>
        actualParent == self || (actualParent == parent && IsThere(parentHandle));

    // Dead but not reaped, it still keeps its number.
    private static bool IsThere(int handle) => handle < 0 || Signals.SendByHandle(handle, 0) != -Errno.ESRCH;

    // A seccomp filter may refuse what signals depend on; better now than when the command is to end.
    private static Outcome CheckHandles()
    {
        var answer = Processes.OpenHandle(Processes.Id());
        if (answer >= 0)
        {
            Files.Close((int)answer);
        }

        return Outcome.Of(FailedCall.PidfdOpen, answer);
    }
}
