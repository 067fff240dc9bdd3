using System.Diagnostics;

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

    /// <summary>It and every name in it, with all that there is to tell of each: owners are numbers, times those of any change.</summary>
    public async Task<string> FingerprintAsync()
    {
        const string Describe = "cd \"$1\" && find . -printf '%p|%y|%l|%m|%U:%G|%n|%s|%T@|%C@\\n' && find . -type f -exec sha256sum {} +";
        var result = await new ToolCommand { FileName = "sh" }.RunAsync("-c", Describe, "sh", Root);
        return string.Join('\n', result.ExpectExit(0).Output.Split('\n').Order(StringComparer.Ordinal));
    }

    public void Dispose() => _directory.Dispose();
}
