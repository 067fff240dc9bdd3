using System.Runtime.InteropServices;
using Sandbox.Launching;

namespace RunSandbox.Commands;

/// <summary>
/// The head start of the native tool (src/Sandbox.HeadStart): this process is a child of what the caller knows as the tool,
/// and that is a monitor which waits for a plan.
/// </summary>
internal static partial class HeadStart
{
    private const int None = -1;

    private static readonly int s_channel = Channel();

    /// <summary>The monitor, or null where there was no head start.</summary>
    public static WaitingMonitor? Monitor => s_channel == None ? null : new(s_channel);

    /// <summary>Ends this process, which is done: the runtime has nothing to tidy up.</summary>
    public static void Leave() => Exit(0);

#if HEAD_START
    // Part of this program, in front of the C library's start.
    [LibraryImport("head-start", EntryPoint = "head_start_channel")]
    private static partial int Channel();
#else
    private static int Channel() => None;
#endif

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
