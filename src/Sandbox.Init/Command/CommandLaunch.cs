using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>
/// Starts the command's process on a stack of its own in the init's memory (clone(2), CLONE_VM | CLONE_VFORK): when the
/// call returns, the command was executed, or the context says why not.
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

        var answer = Syscall.CloneWithStack(
            Processes.CLONE_VM | Processes.CLONE_VFORK | Signals.SIGCHLD,
            (void*)stackTop,
            &Enter,
            context,
            null);
        pid = (int)answer;
        return Outcome.Of(FailedCall.Clone, answer);
    }

    private static int Enter(void* context) => CommandProcess.Enter((CommandContext*)context);
}
