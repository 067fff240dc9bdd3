using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Time and waiting.</summary>
internal static unsafe class Clock
{
    /// <summary>A moment that never comes.</summary>
    public const ulong Never = ulong.MaxValue;

    private const int CLOCK_MONOTONIC = 1;

    /// <summary>Nanoseconds since some moment in the past (clock_gettime(2), CLOCK_MONOTONIC).</summary>
    public static ulong Now()
    {
        TimeSpec now;
        Syscall.Invoke(clock_gettime, CLOCK_MONOTONIC, (nint)(&now));
        return now.TotalNanoseconds;
    }

    /// <summary>The moment some nanoseconds from now; <see cref="Never"/> where the sum overflows.</summary>
    public static ulong In(ulong nanoseconds)
    {
        var now = Now();
        return nanoseconds > Never - now ? Never : now + nanoseconds;
    }

    /// <summary>ppoll(2) until one of the descriptors is ready or <paramref name="deadline"/> has come.</summary>
    public static void Poll(PollDescriptor* descriptors, int count, ulong deadline)
    {
        TimeSpec timeout;
        TimeSpec* timeoutPointer = null;
        if (deadline != Never)
        {
            var now = Now();
            timeout = TimeSpec.FromNanoseconds(deadline > now ? deadline - now : 0);
            timeoutPointer = &timeout;
        }

        var answer = Syscall.Invoke(ppoll, (nint)descriptors, count, (nint)timeoutPointer, 0, sizeof(ulong));
        if (answer >= 0)
        {
            return;
        }

        // Who cannot wait is of no use, and would use up a processor. The others learn of its end.
        if (answer is not (-Errno.EINTR or -Errno.EAGAIN or -Errno.ENOMEM))
        {
            Processes.Exit(1);
        }

        // Interrupted by a stop and a continue: nothing is known to be ready.
        for (var i = 0; i < count; i++)
        {
            descriptors[i].Returned = 0;
        }
    }
}
