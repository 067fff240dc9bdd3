namespace BuildTool;

/// <summary>
/// Stands in for the project's directory while an action runs: it has the outputs the action makes and a placeholder for
/// each input, on which the real one is bound. Deleted with all else the action left in it.
/// </summary>
internal sealed class ActionDirectory : IDisposable
{
    private readonly string _project;

    /// <summary>Makes it, beside the project's files so that an output is moved, not copied.</summary>
    /// <exception cref="ActionFailedException">An input is missing.</exception>
    public ActionDirectory(string project, BuildAction action)
    {
        _project = project;
        Path = Directory.CreateDirectory($"{project}/.build-tool-{Guid.NewGuid():N}").FullName;
        foreach (var input in action.Inputs)
        {
            AddPlaceholder(input);
        }

        foreach (var output in action.Outputs)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName($"{Path}/{output}")!);
        }
    }

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Puts the outputs where they belong. The action and all it started have ended by now.</summary>
    /// <exception cref="ActionFailedException">An output was not made, or is no regular file.</exception>
    public void Publish(IEnumerable<string> outputs)
    {
        foreach (var output in outputs)
        {
            // A link instead of a file, or of a directory above it, would take something of the host for the output.
            if (!File.Exists($"{Path}/{output}") || HasLink(output))
            {
                throw new ActionFailedException($"did not make the file {output}");
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName($"{_project}/{output}")!);
            File.Move($"{Path}/{output}", $"{_project}/{output}", overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void AddPlaceholder(string input)
    {
        if (Directory.Exists($"{_project}/{input}"))
        {
            Directory.CreateDirectory($"{Path}/{input}");
            return;
        }

        if (!File.Exists($"{_project}/{input}"))
        {
            throw new ActionFailedException($"its input {input} is missing");
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName($"{Path}/{input}")!);
        File.WriteAllBytes($"{Path}/{input}", []);
    }

    private bool HasLink(string output)
    {
        var path = Path;
        return output.Split('/').Any(name => File.ResolveLinkTarget(path += $"/{name}", returnFinalTarget: false) is not null);
    }
}
