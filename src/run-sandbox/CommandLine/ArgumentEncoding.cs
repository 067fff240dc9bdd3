using System.Text.Unicode;

namespace RunSandbox.CommandLine;

/// <summary>
/// Arguments are bytes to the kernel and UTF-16 to .NET, which puts U+FFFD for what is not UTF-8. The command would get
/// another argument than was typed, so such a line is refused.
/// </summary>
internal static class ArgumentEncoding
{
    /// <summary>Makes sure that no argument was altered on its way in.</summary>
    /// <exception cref="UsageException">One was.</exception>
    public static void Check(string[] words)
    {
        var suspect = Array.FindIndex(words, word => word.Contains('\uFFFD', StringComparison.Ordinal));

        // The character may have been typed: only the bytes tell.
        if (suspect >= 0 && !Utf8.IsValid(File.ReadAllBytes("/proc/self/cmdline")))
        {
            throw new UsageException(
                $"argument {suspect + 1} '{words[suspect]}': it is not valid UTF-8", "names in other encodings are not supported");
        }
    }
}
