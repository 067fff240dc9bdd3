using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Calls on descriptor numbers; each answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static class Descriptors
{
    public const int LastStandard = 2;

    private const int F_GETFD = 1;
    private const int F_SETFD = 2;
    private const int FD_CLOEXEC = 1;
    private const int F_DUPFD_CLOEXEC = 1030;
    private const uint CLOSE_RANGE_CLOEXEC = 0x4;

    public static bool IsOpen(int descriptor) => Syscall.Invoke(fcntl, descriptor, F_GETFD) >= 0;

    /// <summary>A copy with a number of at least <paramref name="lowest"/>, closed by execve.</summary>
    public static nint DuplicateAbove(int descriptor, int lowest) =>
        Syscall.Invoke(fcntl, descriptor, F_DUPFD_CLOEXEC, lowest);

    /// <summary>A copy under the given number, which execve keeps.</summary>
    public static nint DuplicateTo(int descriptor, int number) => Syscall.Invoke(dup3, descriptor, number, 0);

    /// <summary>Has execve keep it.</summary>
    public static nint KeepOnExecute(int descriptor) => Syscall.Invoke(fcntl, descriptor, F_SETFD, 0);

    /// <summary>Closes first to last, both included; nothing when last is below first.</summary>
    public static nint CloseRange(int first, int last) =>
        last < first ? 0 : Syscall.Invoke(close_range, first, last, 0);

    /// <summary>Closes everything from a number on.</summary>
    public static nint CloseFrom(int first) => Syscall.Invoke(close_range, first, unchecked((nint)uint.MaxValue), 0);

    /// <summary>
    /// Has execve close everything from a number on. Before Linux 5.11, which cannot mark ranges, everything from
    /// <paramref name="end"/> on is closed at once, and what is below is marked one by one.
    /// </summary>
    public static nint CloseOnExecuteFrom(int first, int end)
    {
        var answer = Syscall.Invoke(close_range, first, unchecked((nint)uint.MaxValue), (nint)CLOSE_RANGE_CLOEXEC);
        if (answer != -Errno.EINVAL)
        {
            return answer;
        }

        for (var descriptor = first; descriptor < end; descriptor++)
        {
            Syscall.Invoke(fcntl, descriptor, F_SETFD, FD_CLOEXEC);
        }

        return CloseFrom(end);
    }
}
