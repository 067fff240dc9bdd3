using System.Runtime.InteropServices;
using System.Text;

namespace RunSandbox.Output;

/// <summary>
/// The tool's own standard output and error, by write(2). <see cref="Console"/> sets up the terminal, which belongs to
/// the command, and a <see cref="FileStream"/> would not move the position the command's output shares.
/// </summary>
internal static partial class StandardStream
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const int EINTR = 4;

    /// <summary>Writes to standard output.</summary>
    /// <exception cref="IOException">It is closed or full.</exception>
    public static void WriteOutput(string text)
    {
        if (Write(OutputDescriptor, text) is { } reason)
        {
            throw new IOException($"could not write to standard output: {reason}");
        }
    }

    /// <summary>Writes to standard error. Where that fails there is nobody left to tell.</summary>
    public static void WriteError(string text) => Write(ErrorDescriptor, text);

    private static string? Write(int descriptor, string text)
    {
        for (ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text); bytes.Length > 0;)
        {
            var written = (int)Write(descriptor, bytes, (nuint)bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[written..];
            }
            else if (Marshal.GetLastPInvokeError() != EINTR)
            {
                return Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
