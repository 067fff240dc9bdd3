using System.Text;

namespace RunSandbox.Output;

/// <summary>
/// The tool's own standard output and error. <see cref="Console"/>'s writers set up the terminal, which belongs to the
/// command.
/// </summary>
internal static class StandardStream
{
    /// <summary>Writes to standard output, in one piece.</summary>
    /// <exception cref="IOException">It is closed or full.</exception>
    public static void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        using var stream = Console.OpenStandardOutput();
        stream.Write(bytes);
    }

    /// <inheritdoc cref="WriteOutput(ReadOnlySpan{byte})"/>
    public static void WriteOutput(string text) => WriteOutput(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to standard error, in one piece. Where that fails there is nobody left to tell.</summary>
    public static void WriteError(string text)
    {
        try
        {
            using var stream = Console.OpenStandardError();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
        }
    }
}
