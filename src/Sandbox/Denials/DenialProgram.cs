using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox;

/// <summary>The program that is found in place of a denied one (<see cref="DenyMode.Message"/>).</summary>
internal static unsafe class DenialProgram
{
    /// <summary>What it prints, without the end of the line.</summary>
    public static string MessageFor(DeniedPath denied)
    {
        var message = $"{Text(DenialText.BeforePath)}{Printable(denied.Path)}{Text(DenialText.AfterPath)}";
        return denied.Reason is { } reason ? $"{message}{Text(DenialText.BeforeReason)}{reason}" : message;
    }

    /// <summary>The reason of a path that a profile denies without giving one.</summary>
    public static string ReasonOf(string profile) => $"{Text(DenialText.BeforeProfile)}{profile}{Text(DenialText.AfterProfile)}";

    /// <summary>An executable file that prints a line to its standard error and exits with 1.</summary>
    /// <param name="message">The line, without its end.</param>
    /// <exception cref="PlatformNotSupportedException">The processor is not x64.</exception>
    public static ImmutableArray<byte> Saying(string message)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException(
                $"Sandbox has no denial program for {RuntimeInformation.ProcessArchitecture}; x64 is known.");
        }

        var text = Encoding.UTF8.GetBytes(message);
        var file = new byte[DenialProgramFile.MaxSize(text.Length)];
        fixed (byte* start = file)
        fixed (byte* line = text)
        {
            return [.. file.AsSpan(0, DenialProgramFile.Write(start, line, text.Length))];
        }
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    // A name may hold anything; what is printed on a terminal must not steer it.
    private static string Printable(string path)
    {
        if (!path.Any(char.IsControl))
        {
            return path;
        }

        var text = new StringBuilder();
        foreach (var character in path)
        {
            if (char.IsControl(character))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }
}
