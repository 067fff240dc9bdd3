using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>time.h: <c>struct timespec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public nint Seconds;
    public nint Nanoseconds;
}
