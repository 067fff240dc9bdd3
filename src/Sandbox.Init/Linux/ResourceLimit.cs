using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct rlimit64 of prlimit(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public const int RLIMIT_CPU = 0;
    public const int RLIMIT_FSIZE = 1;
    public const int RLIMIT_NPROC = 6;
    public const int RLIMIT_NOFILE = 7;

    /// <summary>One more than the highest RLIMIT_*.</summary>
    public const int RLIM_NLIMITS = 16;

    public ulong Soft;
    public ulong Hard;
}
