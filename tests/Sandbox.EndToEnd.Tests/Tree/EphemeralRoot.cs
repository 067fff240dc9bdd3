using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>A root directory with a few files and the host's programs, and a scratch directory beside it.</summary>
internal sealed class EphemeralRoot : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public EphemeralRoot()
    {
        Root = _directory.Folder("root");
        Scratch = _directory.Folder("scratch");
        foreach (var name in new[] { "usr", "proc", "dev", "tmp" })
        {
            _directory.Folder($"root/{name}");
        }

        foreach (var link in new[] { "bin", "lib", "lib64" })
        {
            _directory.Link($"root/{link}", $"usr/{link}");
        }

        _directory.File("root/data/file", "content\n");
        _directory.File("root/more/file", "content\n");
    }

    /// <summary>The root directory.</summary>
    public string Root { get; }

    /// <summary>The scratch directory.</summary>
    public string Scratch { get; }

    /// <summary>The options for an ephemeral run in it, but for where its layer is.</summary>
    public string[] Options => ["--root", Root, "--ephemeral", "--ro-bind", "/usr"];

    /// <summary>What runs have left in the scratch directory.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateFileSystemEntries(Scratch);

    /// <summary>Runs a shell script in it.</summary>
    public Task<ToolResult> RunAsync(string script, params string[] options) =>
        Tool.RunAsync([.. Options, "--scratch", Scratch, .. options, "--", "sh", "-c", script]);

    /// <summary>Starts a shell script in it, with its streams redirected.</summary>
    public Process Start(string script) => new ToolCommand().Start([.. Options, "--scratch", Scratch, "--", "sh", "-c", script]);

    /// <summary>Every name in it with its kind, mode, owner's bits, time of change and content.</summary>
    public string Fingerprint() => string.Join('\n', new DirectoryInfo(Root)
        .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(Describe)
        .Order(StringComparer.Ordinal));

    public void Dispose() => _directory.Dispose();

    private static string Describe(FileSystemInfo entry)
    {
        var content = entry is FileInfo { LinkTarget: null } ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry.FullName))) : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.FullName} {entry.LinkTarget} {entry.UnixFileMode} {entry.LastWriteTimeUtc:O} {content}");
    }
}
