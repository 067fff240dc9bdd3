using System.Collections.Immutable;
using System.Text;

namespace Sandbox.Linux.Checks;

/// <summary>Mounts as /proc/self/mountinfo lists them (proc_pid_mountinfo(5)).</summary>
internal static class MountTable
{
    // Above sysctl fs.mount-max as distributions have it.
    private const int MaxMounts = 200_000;

    /// <summary>This process's mounts; empty where they cannot be read.</summary>
    public static ImmutableArray<MountTableEntry> ReadOwn()
    {
        try
        {
            return Parse(File.ReadLines("/proc/self/mountinfo").Take(MaxMounts));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Reads lines of the table; one that has not its form is passed over.</summary>
    public static ImmutableArray<MountTableEntry> Parse(IEnumerable<string> lines)
    {
        var entries = ImmutableArray.CreateBuilder<MountTableEntry>();
        foreach (var line in lines)
        {
            // Optional fields of any number stand between the sixth field and the separator.
            var halves = line.Split(" - ", 2);
            var fields = halves[0].Split(' ');
            if (halves.Length == 2 && fields.Length >= 6)
            {
                entries.Add(new(Unescape(fields[3]), Unescape(fields[4]), halves[1].Split(' ')[0]));
            }
        }

        return entries.DrainToImmutable();
    }

    // Blanks, tabs, newlines and backslashes are written as a backslash and three octal digits.
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var index = 0; index < field.Length; index++)
        {
            if (field[index] == '\\' && IsOctal(field.AsSpan(index + 1)))
            {
                text.Append((char)Convert.ToInt32(field.Substring(index + 1, 3), 8));
                index += 3;
            }
            else
            {
                text.Append(field[index]);
            }
        }

        return text.ToString();
    }

    private static bool IsOctal(ReadOnlySpan<char> rest) =>
        rest.Length >= 3 && rest[0] is >= '0' and <= '3' && !rest[..3].ContainsAnyExceptInRange('0', '7');
}
