using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct timespec (timespec(3type)) on 64-bit kernels.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public const ulong NanosecondsPerSecond = 1_000_000_000;

    public long Seconds;
    public long Nanoseconds;

    public readonly ulong TotalNanoseconds => (ulong)Seconds * NanosecondsPerSecond + (ulong)Nanoseconds;

    public static TimeSpec FromNanoseconds(ulong nanoseconds) => new()
    {
        Seconds = (long)(nanoseconds / NanosecondsPerSecond),
        Nanoseconds = (long)(nanoseconds % NanosecondsPerSecond),
    };
}
