using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RunSandbox.Output;

/// <summary>
/// The tool's own standard output and error, by write(2). <see cref="Console"/> sets up the terminal, which belongs to
/// the command, and a <see cref="FileStream"/> would not move the position the command's output shares.
/// </summary>
internal static class StandardStream
{
    private static readonly SafeFileHandle Output = new(1, ownsHandle: false);
    private static readonly SafeFileHandle Error = new(2, ownsHandle: false);

    /// <summary>Writes to standard output.</summary>
    /// <exception cref="IOException">It is closed or full.</exception>
    public static void WriteOutput(string text)
    {
        if (DescriptorText.Write(Output, Encoding.UTF8.GetBytes(text)) is { } reason)
        {
            throw new IOException($"could not write to standard output: {reason}");
        }
    }

    /// <summary>Writes to standard error. Where that fails there is nobody left to tell.</summary>
    public static void WriteError(string text) => DescriptorText.Write(Error, Encoding.UTF8.GetBytes(text));
}
