using System.Runtime.InteropServices;
using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>
/// The descriptors this process got from whoever started it. Those the runtime opened for itself have low numbers too,
/// and must never reach the command: one is the memory of the code it runs.
/// </summary>
internal static partial class InheritedDescriptors
{
    private const int F_GETFD = 1;
    private const int FD_CLOEXEC = 1;

    /// <summary>Refuses a spec that keeps a descriptor the caller did not hand over.</summary>
    /// <exception cref="SandboxSpecException">It keeps one, which it names.</exception>
    public static void Require(SandboxSpec spec)
    {
        for (var index = 0; index < spec.KeepFileDescriptors.Length; index++)
        {
            var descriptor = spec.KeepFileDescriptors[index];
            if (!Contains(descriptor))
            {
                throw new SandboxSpecException(
                    $"keepFileDescriptors[{index}]",
                    $"descriptor {descriptor} was not open when run-sandbox was started",
                    $"open it in the shell, for instance: run-sandbox --keep-fd {descriptor} -- COMMAND {descriptor}<FILE");
            }
        }
    }

    /// <summary>Gives the command nothing for each standard stream the caller had closed.</summary>
    public static SandboxSpec ReplaceClosedStreams(SandboxSpec spec)
    {
        var stdio = spec.Stdio;
        return spec with
        {
            Stdio = stdio with
            {
                Input = stdio.Input is InheritInput && !Contains(0) ? SandboxInput.Null : stdio.Input,
                Output = stdio.Output is InheritOutput && !Contains(1) ? SandboxOutput.Null : stdio.Output,
                Error = stdio.Error is InheritOutput && !Contains(2) ? SandboxOutput.Null : stdio.Error,
            },
        };
    }

    /// <summary>Whether a descriptor came from the caller.</summary>
    /// <remarks>Whatever is close-on-exec was opened here: it would not have come through the exec of this program.</remarks>
    public static bool Contains(int descriptor) =>
        GetFlags(descriptor, F_GETFD) is var flags and >= 0 && (flags & FD_CLOEXEC) == 0;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int GetFlags(int descriptor, int command);
}
