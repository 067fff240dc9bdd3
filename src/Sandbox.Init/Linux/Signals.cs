using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Calls about signals (signal(7)); each answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static unsafe class Signals
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGKILL = 9;
    public const int SIGUSR1 = 10;
    public const int SIGUSR2 = 12;
    public const int SIGPIPE = 13;
    public const int SIGTERM = 15;
    public const int SIGCHLD = 17;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;
    public const int SIGXCPU = 24;
    public const int SIGWINCH = 28;

    public const int MaxNumber = 64;

    /// <summary>Every process the caller may signal, but for itself and process 1 of its namespace.</summary>
    public const int Everyone = -1;

    private const ulong SIG_IGN = 1;
    private const int SIG_SETMASK = 2;
    private const int SFD_NONBLOCK = 0x800;
    private const int SFD_CLOEXEC = 0x80000;

    public static ulong MaskOf(int signal) => 1UL << (signal - 1);

    /// <summary>Blocks exactly the signals of the mask; SIGKILL and SIGSTOP cannot be.</summary>
    /// <returns>What was blocked before.</returns>
    public static ulong Block(ulong mask)
    {
        ulong old = 0;
        Syscall.Invoke(rt_sigprocmask, SIG_SETMASK, (nint)(&mask), (nint)(&old), sizeof(ulong));
        return old;
    }

    /// <summary>SIG_DFL: an ignored SIGCHLD would have the kernel reap children unseen.</summary>
    public static void ResetDisposition(int signal)
    {
        // struct kernel_sigaction, all zero: SIG_DFL, no flags, empty mask. At most 32 bytes on any architecture.
        var action = stackalloc ulong[4];
        Syscall.Invoke(rt_sigaction, signal, (nint)action, 0, sizeof(ulong));
    }

    /// <summary>Whether it is SIG_IGN for this process.</summary>
    public static bool IsIgnored(int signal)
    {
        // struct kernel_sigaction begins with the handler.
        var action = stackalloc ulong[4];
        return Syscall.Invoke(rt_sigaction, signal, 0, (nint)action, sizeof(ulong)) >= 0 && action[0] == SIG_IGN;
    }

    /// <summary>What of a mask is not ignored.</summary>
    public static ulong WithoutIgnored(ulong mask)
    {
        for (var signal = 1; signal <= MaxNumber; signal++)
        {
            mask = (mask & MaskOf(signal)) != 0 && IsIgnored(signal) ? mask & ~MaskOf(signal) : mask;
        }

        return mask;
    }

    /// <summary>signalfd(2), not blocking: reads blocked signals of the mask as <see cref="SignalInfo"/>.</summary>
    public static nint OpenQueue(ulong mask) =>
        Syscall.Invoke(signalfd4, -1, (nint)(&mask), sizeof(ulong), SFD_NONBLOCK | SFD_CLOEXEC);

    public static nint Send(int pid, int signal) => Syscall.Invoke(kill, pid, signal);

    /// <summary>pidfd_send_signal(2).</summary>
    public static nint SendByHandle(int pidfd, int signal) => Syscall.Invoke(pidfd_send_signal, pidfd, signal, 0, 0);

    /// <summary>
    /// Takes a blocked signal that was sent to this process, too. The kernel sends one to the members of a group one after
    /// the other, so it may come a moment later than to others.
    /// </summary>
    public static bool TakePending(int signal)
    {
        var mask = MaskOf(signal);
        var patience = new TimeSpec { Nanoseconds = (long)TimeSpec.NanosecondsPerSecond / 500 };
        return Syscall.Invoke(rt_sigtimedwait, (nint)(&mask), 0, (nint)(&patience), sizeof(ulong)) == signal;
    }

    /// <summary>Takes what a queue holds, of which only that it was there counts.</summary>
    public static void Drain(int queue)
    {
        SignalInfo info;
        while (Files.Read(queue, (byte*)&info, sizeof(SignalInfo)) == sizeof(SignalInfo))
        {
        }
    }
}
