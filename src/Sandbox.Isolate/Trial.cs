using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Profiles;

namespace Sandbox.Isolate;

/// <summary>
/// Isolates a child of the calling process, which then ends: what this machine refuses is known before anything has
/// changed.
/// </summary>
/// <remarks>
/// The child borrows the caller's memory, on a stack of its own, until it ends (clone(2), CLONE_VM | CLONE_VFORK): to copy the
/// page tables of a large process would take longer than all the rest. What is tried is the child's alone: namespaces,
/// credentials, the filter and descriptors are not shared. All signals must be blocked, for it has the caller's handlers.
/// </remarks>
internal static unsafe class Trial
{
    private const nint StackSize = 64 * 1024;

    public static Refusal Run(ProfileSet profiles, Caller caller)
    {
        var stackTop = Memory.AllocateGuarded(StackSize);
        if (stackTop < 0)
        {
            return Refusal.If(IsolationStep.Fork, stackTop);
        }

        // What stands when the child does not get to say anything.
        var attempt = new Attempt { Profiles = profiles, Caller = caller, Refusal = Refusal.Of(IsolationStep.WaitForTrial, Errno.EINTR) };
        var pid = Syscall.CloneWithStack(Processes.CLONE_VM | Processes.CLONE_VFORK, (void*)stackTop, &Enter, &attempt, null, null);
        var refusal = Refusal.If(IsolationStep.Fork, pid);
        if (!refusal.IsGiven)
        {
            int status;
            Processes.Wait((int)pid, &status, Processes.__WALL);
            refusal = attempt.Refusal;
        }

        Memory.FreeGuarded(stackTop, StackSize);
        return refusal;
    }

    private static int Enter(void* attempt)
    {
        var mine = (Attempt*)attempt;
        mine->Refusal = Isolation.Enter(mine->Profiles, mine->Caller);
        return 0;
    }

    private struct Attempt
    {
        public ProfileSet Profiles;
        public Caller Caller;
        public Refusal Refusal;
    }
}
