using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox;

/// <summary>The program that is found in place of a denied one (<see cref="DenyMode.Message"/>).</summary>
internal static class DenialProgram
{
    /// <summary>What it prints, without the end of the line.</summary>
    public static string MessageFor(DeniedPath denied)
    {
        var message = $"sandbox: {Printable(denied.Path)} is not allowed here";
        return denied.Reason is { } reason ? $"{message}: {reason}" : message;
    }

    /// <summary>An executable file that prints a line to its standard error and exits with 1.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor is not x64.</exception>
    public static ImmutableArray<byte> Saying(string message)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException(
                $"Sandbox has no denial program for {RuntimeInformation.ProcessArchitecture}; x64 is known.");
        }

        var line = Encoding.UTF8.GetBytes(message + '\n');
        byte[] program = [.. DenialProgramTemplate.Bytes, .. line];
        var bytes = program.AsSpan();
        BinaryPrimitives.WriteInt64LittleEndian(bytes[DenialProgramTemplate.FileSizeOffset..], program.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[DenialProgramTemplate.MemorySizeOffset..], program.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[DenialProgramTemplate.MessageLengthOffset..], line.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(program);
    }

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
