using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Waiting for a word of memory that two processes share (futex(2)).</summary>
internal static unsafe class Futex
{
    // Not the private kind: CLONE_CHILD_CLEARTID wakes this one.
    private const int FUTEX_WAIT = 0;
    private const int FUTEX_WAKE = 1;

    /// <summary>Returns when the word no longer has this value.</summary>
    public static void AwaitChange(int* word, int value)
    {
        // The kernel compares before it lets anyone sleep, and says EAGAIN when the value is another.
        while (Syscall.Invoke(futex, (nint)word, FUTEX_WAIT, value, 0) != -Errno.EAGAIN)
        {
        }
    }

    /// <summary>Changes the word and wakes the one who waits for that.</summary>
    public static void Change(int* word, int value)
    {
        *word = value;
        Syscall.Invoke(futex, (nint)word, FUTEX_WAKE, 1);
    }
}
