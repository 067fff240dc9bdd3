using System.Collections.Immutable;
using System.Text;

namespace Sandbox.Images.Extraction;

/// <summary>Names of an archive's members, which may try to lead anywhere.</summary>
internal static class ArchivePath
{
    private const int MaxPathBytes = 4095;
    private const int MaxNameBytes = 255;

    /// <summary>The names a path consists of; none for the top itself.</summary>
    /// <param name="path">As the archive has it; <c>.</c> and a slash at the end mean nothing.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="ImageFormatException">It is absolute, leads up, is too long, or is no text.</exception>
    public static ImmutableArray<string> Parse(string path, string what)
    {
        CheckText(path, what);
        if (path[0] == '/')
        {
            throw new ImageFormatException($"{what} {Show(path)} is absolute");
        }

        ImmutableArray<string> names = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".")];
        if (names.Contains(".."))
        {
            throw new ImageFormatException($"{what} {Show(path)} leads out of the image by '..'");
        }

        return names.All(name => Encoding.UTF8.GetByteCount(name) <= MaxNameBytes) ? names : throw TooLong(path, what);
    }

    /// <summary>Makes sure that a text can be that of a path, wherever it leads.</summary>
    /// <param name="path">As the archive has it.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="ImageFormatException">It is empty, too long, or no text.</exception>
    public static void CheckText(string path, string what)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || path.Contains('\uFFFD', StringComparison.Ordinal))
        {
            throw new ImageFormatException($"{what} {Show(path)} is empty, or not UTF-8");
        }

        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            throw TooLong(path, what);
        }
    }

    private static ImageFormatException TooLong(string path, string what) => new($"{what} {Show(path)} is longer than a path can be");

    /// <summary>A path for a message: in quotes, shortened.</summary>
    public static string Show(string path) => $"'{(path.Length > 200 ? $"{path[..200]}…" : path).Replace('\0', '?')}'";
}
