using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RunSandbox.CommandLine;

namespace RunSandbox.Output;

/// <summary>
/// Names of descriptors (/dev/stdout, /dev/fd/3). Such a name is taken for the descriptor itself, whose position stays
/// shared with whoever has it: opened anew, a file would be written from another position, and over what is there.
/// </summary>
internal static partial class DescriptorName
{
    private const int F_DUPFD_CLOEXEC = 1030;

    /// <summary>The number a path names; null where it is another path.</summary>
    public static int? Find(string path) => path switch
    {
        "/dev/stdout" => 1,
        "/dev/stderr" => 2,
        _ when NumberBelow(path, "/dev/fd/") is { } number => number,
        _ => NumberBelow(path, "/proc/self/fd/"),
    };

    /// <summary>A descriptor of this tool's own for one it was started with.</summary>
    /// <exception cref="IOException">It was not open then, or no more can be opened.</exception>
    public static SafeFileHandle Duplicate(int descriptor)
    {
        if (!InheritedDescriptors.Contains(descriptor))
        {
            throw new IOException($"descriptor {descriptor} was not open when run-sandbox was started");
        }

        var handle = Duplicate(descriptor, F_DUPFD_CLOEXEC, 0);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        handle.Dispose();
        throw new IOException($"could not duplicate descriptor {descriptor}: {reason}");
    }

    private static int? NumberBelow(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal)
        && int.TryParse(path.AsSpan(directory.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial SafeFileHandle Duplicate(int descriptor, int command, int lowest);
}
