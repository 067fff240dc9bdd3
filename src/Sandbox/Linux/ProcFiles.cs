using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox.Linux;

/// <summary>Small files of proc(5) and sysfs, bounded and without surprises: what cannot be read is null.</summary>
internal static class ProcFiles
{
    private const int MaxLength = 64 * 1024;

    // What nearly all of them fit in: a buffer for the longest costs more than reading does, for its memory is new.
    private const int UsualLength = 4096;

    /// <summary>A sysctl by its path below /proc/sys, trimmed; null where this kernel does not have it.</summary>
    public static string? ReadSysctl(string name) => Read($"/proc/sys/{name}");

    /// <summary>The value of a field in a file of lines such as <c>Name:   value</c>, trimmed; null where there is none.</summary>
    public static string? ReadField(string path, string name) => Read(path)?.Split('\n')
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();

    /// <summary>A file's text, trimmed, at most 64 KiB of it; null where it is missing or unreadable.</summary>
    public static string? Read(string path)
    {
        using var file = new DescriptorHandle(LibC.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC, 0));
        if (file.IsInvalid)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[UsualLength];
        var length = Fill(file, buffer);
        if (length == buffer.Length)
        {
            var whole = new byte[MaxLength];
            buffer.CopyTo(whole);
            var rest = Fill(file, whole.AsSpan(length));
            length = rest < 0 ? rest : length + rest;
            buffer = whole;
        }

        return length < 0 ? null : Encoding.UTF8.GetString(buffer[..length]).Trim();
    }

    /// <returns>How many bytes were read, fewer than there is room for at the file's end; negative where it failed.</returns>
    private static unsafe int Fill(DescriptorHandle file, Span<byte> buffer)
    {
        var done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                var length = (int)LibC.read(file.Number, start + done, buffer.Length - done);
                if (length == 0)
                {
                    break;
                }

                if (length < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
                {
                    return length;
                }

                done += Math.Max(length, 0);
            }
        }

        return done;
    }
}
