namespace BuildTool;

/// <summary>
/// Stands in for the project's directory while an action runs: it has the outputs the action makes and a placeholder for
/// each input, on which the real one is bound. Deleted with all else the action left in it.
/// </summary>
internal sealed class ActionDirectory : IDisposable
{
    private readonly string _project;

    private readonly bool _isKept;

    /// <summary>Puts into a directory what stands for the project.</summary>
    /// <param name="project">The project's directory.</param>
    /// <param name="action">What is to run in it.</param>
    /// <param name="path">An empty directory that <see cref="Create"/> has made.</param>
    /// <param name="isKept">Whether it is emptied in the end instead of deleted.</param>
    /// <exception cref="ActionFailedException">An input is missing.</exception>
    public ActionDirectory(string project, BuildAction action, string path, bool isKept = false)
    {
        (_project, Path, _isKept) = (project, path, isKept);
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

    /// <summary>Copies the inputs over their placeholders, for an action they are not bound for.</summary>
    /// <exception cref="IOException">One could not be copied.</exception>
    public void CopyInputs(IEnumerable<string> inputs)
    {
        foreach (var input in inputs)
        {
            if (Directory.Exists($"{_project}/{input}"))
            {
                CopyDirectory($"{_project}/{input}", $"{Path}/{input}");
            }
            else
            {
                File.Copy($"{_project}/{input}", $"{Path}/{input}", overwrite: true);
            }
        }
    }

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
    public void Dispose()
    {
        if (!_isKept)
        {
            Directory.Delete(Path, recursive: true);
            return;
        }

        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    /// <summary>Makes a directory beside the project's files, so that an output is moved, not copied.</summary>
    public static string Create(string project) => Directory.CreateDirectory($"{project}/.build-tool-{Guid.NewGuid():N}").FullName;

    private static void CopyDirectory(string source, string target)
    {
        foreach (var directory in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory($"{target}/{System.IO.Path.GetRelativePath(source, directory)}");
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, $"{target}/{System.IO.Path.GetRelativePath(source, file)}");
        }
    }

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
