using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// The descriptors the command gets from outside. They belong to the host's mounts, whatever the sandbox's tree looks
/// like: through a directory among them the command would reach all of the host (openat(2), <c>..</c>).
/// </summary>
internal static unsafe class HandedDescriptors
{
    private static readonly string[] StreamNames = ["standard input", "standard output", "standard error"];

    /// <exception cref="SandboxSetupException">One of them is a directory.</exception>
    public static void RefuseDirectories(ReadOnlySpan<int> streams, ReadOnlySpan<int> passed)
    {
        for (var number = 0; number < streams.Length; number++)
        {
            Refuse(streams[number], StreamNames[number]);
        }

        foreach (var descriptor in passed)
        {
            Refuse(descriptor, $"descriptor {descriptor}");
        }
    }

    private static void Refuse(int descriptor, string name)
    {
        // One that is not open is no directory; whether it may be missing is not for here.
        FileStatus status;
        if (LibC.statx(descriptor, "", LibC.AT_EMPTY_PATH, LibC.STATX_TYPE, &status) == 0
            && (status.Mode & LibC.S_IFMT) == LibC.S_IFDIR)
        {
            throw new SandboxSetupException(
                $"could not hand over {name}: it is a directory, through which the command would reach the host's whole tree",
                "bind the directory (--bind)");
        }
    }
}
