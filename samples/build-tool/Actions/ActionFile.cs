using System.Text.Json;

namespace BuildTool;

/// <summary>A list of actions that makes sense, and the directory its paths are relative to.</summary>
/// <param name="Path">The list's absolute path.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Graph">What must run before what.</param>
internal sealed record ActionFile(string Path, IReadOnlyList<BuildAction> Actions, ActionGraph Graph)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The directory of the project.</summary>
    public string Directory { get; } = System.IO.Path.GetDirectoryName(Path)!;

    /// <exception cref="ActionFileException">It cannot be read or makes no sense.</exception>
    public static ActionFile Read(string file)
    {
        try
        {
            var path = System.IO.Path.GetFullPath(file);
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                throw new ActionFileException(file, $"is larger than {MaxBytes} bytes");
            }

            var actions = JsonSerializer.Deserialize(stream, ActionFileJsonContext.Default.IReadOnlyListBuildAction) ?? [];
            foreach (var action in actions)
            {
                Check(file, action);
            }

            return new ActionFile(path, actions, ActionGraph.Of(file, actions));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ActionFileException(file, exception.Message, exception);
        }
    }

    private static void Check(string file, BuildAction? action)
    {
        // The JSON reader checks members for null, but not what is in lists.
        if (action is null || ((string?[])[.. action.Command, .. action.Inputs, .. action.Outputs, .. action.Deps, .. action.Env.Values]).Contains(null))
        {
            throw new ActionFileException(file, $"{(action is null ? "an action" : $"something in action '{action.Name}'")} is null");
        }

        if (action.Name.Length == 0 || action.Command.Count == 0)
        {
            throw new ActionFileException(file, $"action '{action.Name}': an action has a name and a command");
        }

        // What leaves the project by its name would be read or written on the host.
        foreach (var path in action.Inputs.Concat(action.Outputs).Where(path => !IsInside(path)))
        {
            throw new ActionFileException(file, $"action '{action.Name}': '{path}' is no path inside the project's directory");
        }

        if (action.Inputs.Intersect(action.Outputs, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new ActionFileException(file, $"action '{action.Name}': '{both}' is both an input and an output");
        }
    }

    private static bool IsInside(string path) =>
        !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(name => name is not ("" or "." or ".."));
}
