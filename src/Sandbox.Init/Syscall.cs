using System.Runtime;
using System.Runtime.CompilerServices;

namespace Sandbox.Init;

/// <summary>
/// System calls, raw: the answer is the kernel's, a negated errno between -4095 and -1 on failure (syscall(2)).
/// Nothing is retried and there is no errno variable.
/// </summary>
internal static unsafe class Syscall
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "raw_syscall")]
    internal static extern nint Invoke(nint number, nint a1, nint a2, nint a3, nint a4, nint a5, nint a6);

    /// <summary>
    /// clone(2) for a child that runs <paramref name="function"/> on its own stack and exits with what that returns;
    /// with <c>CLONE_VM | CLONE_VFORK</c> the parent sleeps until the child has exec'ed or exited; with <c>CLONE_VM |
    /// CLONE_CHILD_CLEARTID</c> it can await that (futex(2)). The child must not return from, or change the locals of, a
    /// frame of its parent.
    /// </summary>
    /// <param name="flags">CLONE_* flags and the signal for the parent; not CLONE_SETTLS.</param>
    /// <param name="stackTop">The address just above the child's stack.</param>
    /// <param name="function">What the child runs.</param>
    /// <param name="argument">Passed to <paramref name="function"/>.</param>
    /// <param name="parentTid">Where CLONE_PIDFD or CLONE_PARENT_SETTID store; otherwise null.</param>
    /// <param name="childTid">What CLONE_CHILD_CLEARTID sets to zero; otherwise null.</param>
    /// <returns>The child's pid, or a negated errno.</returns>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "clone_with_stack")]
    internal static extern nint CloneWithStack(
        nuint flags, void* stackTop, delegate*<void*, int> function, void* argument, int* parentTid, int* childTid);

    /// <summary>clone3(2) for such a child, whose stack <paramref name="arguments"/> name.</summary>
    /// <param name="arguments">The kernel's structure; the end of the stack is a multiple of 16.</param>
    /// <param name="size">Its size.</param>
    /// <param name="function">What the child runs.</param>
    /// <param name="argument">Passed to <paramref name="function"/>.</param>
    /// <returns>The child's pid, or a negated errno.</returns>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "clone3_with_stack")]
    internal static extern nint Clone3WithStack(void* arguments, nint size, delegate*<void*, int> function, void* argument);

    internal static nint Invoke(nint number) => Invoke(number, 0, 0, 0, 0, 0, 0);

    internal static nint Invoke(nint number, nint a1) => Invoke(number, a1, 0, 0, 0, 0, 0);

    internal static nint Invoke(nint number, nint a1, nint a2) => Invoke(number, a1, a2, 0, 0, 0, 0);

    internal static nint Invoke(nint number, nint a1, nint a2, nint a3) => Invoke(number, a1, a2, a3, 0, 0, 0);

    internal static nint Invoke(nint number, nint a1, nint a2, nint a3, nint a4) =>
        Invoke(number, a1, a2, a3, a4, 0, 0);

    internal static nint Invoke(nint number, nint a1, nint a2, nint a3, nint a4, nint a5) =>
        Invoke(number, a1, a2, a3, a4, a5, 0);
}
