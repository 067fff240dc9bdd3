using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate;

/// <summary>The process that wants to be isolated, as it was before.</summary>
internal readonly unsafe struct Caller
{
    private Caller(uint userId, uint groupId)
    {
        UserId = userId;
        GroupId = groupId;
    }

    public uint UserId { get; }

    public uint GroupId { get; }

    public bool IsRoot => UserId == 0;

    /// <summary>Refuses a process that the kernel would not isolate, or only in part.</summary>
    public static Refusal Look(out Caller caller)
    {
        // real, effective, saved
        var users = stackalloc uint[3];
        var groups = stackalloc uint[3];
        Syscall.Invoke(SyscallNumber.getresuid, (nint)users, (nint)(users + 1), (nint)(users + 2));
        Syscall.Invoke(SyscallNumber.getresgid, (nint)groups, (nint)(groups + 1), (nint)(groups + 2));
        caller = new Caller(users[1], groups[1]);

        // The kernel's own test (unshare(2)): nothing happens to a process with one thread.
        var answer = Processes.Unshare(Processes.CLONE_THREAD);
        if (answer < 0)
        {
            return Refusal.Of(
                answer == -Errno.EINVAL ? IsolationStep.CheckThreads : IsolationStep.EnterNamespaces, (int)-answer);
        }

        // One id of each kind is mapped; a process with several would have some that mean nothing.
        return AreAlike(users) && AreAlike(groups) ? Refusal.None : Refusal.Of(IsolationStep.CheckIds, Errno.EINVAL);
    }

    private static bool AreAlike(uint* ids) => ids[0] == ids[1] && ids[1] == ids[2];
}
