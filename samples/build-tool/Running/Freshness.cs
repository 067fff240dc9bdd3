namespace BuildTool;

/// <summary>Whether an action's outputs are newer than all they are made of.</summary>
internal static class Freshness
{
    /// <summary>Whether the action need not run: it has outputs, and none is older than an input or the list itself.</summary>
    public static bool IsFresh(ActionFile file, BuildAction action)
    {
        if (action.Outputs.Count == 0 || !action.Outputs.All(output => File.Exists($"{file.Directory}/{output}")))
        {
            return false;
        }

        var oldest = action.Outputs.Min(output => File.GetLastWriteTimeUtc($"{file.Directory}/{output}"));
        return action.Inputs.Select(input => $"{file.Directory}/{input}").Append(file.Path).All(path => IsOlder(path, oldest));
    }

    private static bool IsOlder(string path, DateTime than) =>
        Directory.Exists(path)
            ? new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).All(entry => entry.LastWriteTimeUtc <= than)
            : File.Exists(path) && File.GetLastWriteTimeUtc(path) <= than;
}
