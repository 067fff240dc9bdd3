using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>
/// Starts the command's process on a stack of its own in the init's memory (clone(2), CLONE_VM): when the call returns,
/// the command was executed, or the context says why not. Where the run has a control group, it is born in it.
/// </summary>
internal static unsafe class CommandLaunch
{
    private const nint StackSize = 64 * 1024;

    public static Outcome Start(CommandContext* context, out int pid)
    {
        pid = 0;
        var stackTop = Memory.AllocateGuarded(StackSize);
        if (stackTop < 0)
        {
            return Outcome.Of(FailedCall.Mmap, stackTop);
        }

        if (context->DiesWith != 0)
        {
            return StartAndLeave(context, stackTop, out pid);
        }

        var answer = Clone(context, stackTop, Processes.CLONE_VFORK, null);
        pid = (int)answer;
        return Outcome.Of(FailedCall.Clone, answer);
    }

    /// <summary>
    /// Without a pid namespace. A SIGKILL to the caller's whole process group hits the monitor and the command: the init
    /// leaves the session, and with it the group, before the command starts anything that it would have to find and kill
    /// then. The command's process is made before that and stays where it is, as a terminal expects it. To move the init to
    /// a group of its own would not do: as the parent from another group of the session it would keep the command's group
    /// from being an orphaned one (setpgid(2)), whose processes Ctrl-Z does not stop, where nobody could continue them.
    /// </summary>
    private static Outcome StartAndLeave(CommandContext* context, nint stackTop, out int pid)
    {
        context->IsEntering = 1;
        var answer = Clone(context, stackTop, Processes.CLONE_CHILD_CLEARTID, &context->IsEntering);
        pid = (int)answer;
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Clone, answer);
        }

        answer = Processes.StartSession();
        if (answer < 0)
        {
            Signals.Send(pid, Signals.SIGKILL);
            return Outcome.Of(FailedCall.Setsid, answer);
        }

        Futex.Change(&context->HasInitLeft, 1);
        Futex.AwaitChange(&context->IsEntering, 1);
        return Outcome.Success;
    }

    private static nint Clone(CommandContext* context, nint stackTop, uint flags, int* childTid)
    {
        flags |= Processes.CLONE_VM;
        if (!context->Plan.HasCgroup)
        {
            return Syscall.CloneWithStack(flags | Signals.SIGCHLD, (void*)stackTop, &Enter, context, null, childTid);
        }

        var arguments = new CloneArguments
        {
            Flags = flags | CloneArguments.CLONE_INTO_CGROUP,
            ExitSignal = Signals.SIGCHLD,
            ChildTid = (ulong)childTid,
            Stack = (ulong)(stackTop - StackSize),
            StackSize = (ulong)StackSize,
            Cgroup = (ulong)context->CgroupLeaf,
        };
        return Syscall.Clone3WithStack(&arguments, sizeof(CloneArguments), &Enter, context);
    }

    private static int Enter(void* context) => CommandProcess.Enter((CommandContext*)context);
}
