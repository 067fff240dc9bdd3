namespace RunSandbox.CommandLine;

/// <summary>Paths on the command line.</summary>
internal static class PathArgument
{
    /// <summary>A path on the host, made absolute against the current directory.</summary>
    public static string OnHost(OptionOccurrence option, string path) => path switch
    {
        "" => throw option.Invalid("a path is empty"),
        ['/', ..] => Tidy([], path),
        _ => Tidy(Environment.CurrentDirectory.Split('/', StringSplitOptions.RemoveEmptyEntries), path),
    };

    /// <summary>A path inside the sandbox, which must be absolute: there is no current directory to start from.</summary>
    public static string Inside(OptionOccurrence option, string path) => path switch
    {
        "" => throw option.Invalid("a path is empty"),
        ['/', ..] => Tidy([], path),
        _ => throw option.Invalid($"'{path}' is relative", "paths inside the sandbox start with '/'"),
    };

    /// <summary>Drops what changes nothing: doubled and trailing slashes, <c>.</c>, and leading <c>..</c>.</summary>
    /// <remarks>
    /// A leading <c>..</c> goes up from <paramref name="start"/>, which holds no symbolic links. One after a name stays:
    /// where it leads depends on whether that name is a link.
    /// </remarks>
    private static string Tidy(string[] start, string path)
    {
        var parts = new List<string>(start);
        var resolved = start.Length;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count <= resolved)
            {
                // The parent of / is / itself.
                resolved = Math.Max(parts.Count - 1, 0);
                parts.RemoveRange(resolved, parts.Count - resolved);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
