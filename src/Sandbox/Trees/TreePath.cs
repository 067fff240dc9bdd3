namespace Sandbox.Trees;

/// <summary>Absolute, canonical paths: compared name by name.</summary>
internal static class TreePath
{
    public static string Join(string directory, string name) => directory == "/" ? $"/{name}" : $"{directory}/{name}";

    public static bool IsAtOrBelow(string path, string directory) =>
        directory == "/"
        || (path.StartsWith(directory, StringComparison.Ordinal)
            && (path.Length == directory.Length || path[directory.Length] == '/'));
}
