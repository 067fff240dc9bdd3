namespace Sandbox.Tests.Launching.Running;

/// <summary>A directory with some files, each of which holds its own name; deleted in the end.</summary>
internal sealed class TemporaryFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("files");

    public TemporaryFiles(params string[] names) => Array.ForEach(names, name => File.WriteAllText(this[name], name));

    /// <summary>The absolute path of a name in it.</summary>
    public string this[string name] => Path.Combine(_directory.FullName, name);

    public void Dispose() => _directory.Delete(recursive: true);
}
