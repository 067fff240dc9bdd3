namespace Sandbox.Trees;

/// <summary>Absolute, canonical paths: compared name by name.</summary>
public static class TreePath
{
    /// <summary>The path of a name in a directory.</summary>
    public static string Join(string directory, string name) => directory == "/" ? $"/{name}" : $"{directory}/{name}";

    /// <summary>Whether a path is a directory's, or that of something below it.</summary>
    public static bool IsAtOrBelow(string path, string directory)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(directory);
        return directory == "/"
            || (path.StartsWith(directory, StringComparison.Ordinal)
                && (path.Length == directory.Length || path[directory.Length] == '/'));
    }
}
