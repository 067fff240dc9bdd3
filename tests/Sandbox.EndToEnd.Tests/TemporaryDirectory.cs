using System.Diagnostics;

namespace Sandbox.EndToEnd.Tests;

/// <summary>A directory of a test's own on the host, deleted with all it holds.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Its absolute path, without symbolic links, outside /tmp.</summary>
    public string Path { get; } = Directory.CreateDirectory($"{SuiteDirectory.Path}/{Guid.NewGuid():N}").FullName;

    /// <summary>The absolute path of a name in it; nothing is made.</summary>
    public string this[string name] => $"{Path}/{name}";

    /// <summary>Makes a file, and the directories it is in.</summary>
    /// <returns>Its absolute path.</returns>
    public string File(string name, string content = "content\n", UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        System.IO.File.WriteAllText(this[name], content);
        if (mode is { } bits)
        {
            System.IO.File.SetUnixFileMode(this[name], bits);
        }

        return this[name];
    }

    /// <summary>Makes a directory, and those it is in.</summary>
    /// <returns>Its absolute path.</returns>
    public string Folder(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Makes a symbolic link that says <paramref name="target"/>.</summary>
    /// <returns>The link's absolute path.</returns>
    public string Link(string name, string target) => System.IO.File.CreateSymbolicLink(this[name], target).FullName;

    /// <summary>Copies a directory of the repository, or any other, with all it holds, as cp -a does.</summary>
    /// <returns>The copy's absolute path.</returns>
    public string Copy(string source, string name)
    {
        using var copy = Process.Start("cp", ["-a", "--no-preserve=ownership", source, this[name]]);
        copy.WaitForExit();
        Assert.That(copy.ExitCode, Is.Zero, $"cp {source}");
        return this[name];
    }

    /// <summary>All that is in it, directories with a slash at the end, sorted: what a run has left behind.</summary>
    public IReadOnlyList<string> List() =>
        [.. new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry.FullName) + (entry is DirectoryInfo ? "/" : ""))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
