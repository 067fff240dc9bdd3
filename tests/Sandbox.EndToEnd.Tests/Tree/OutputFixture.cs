using Sandbox.EndToEnd.Tests.Backends;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>Runs in a hermetic tree, started in the directory <c>p</c> of a project, with a cache directory of their own.</summary>
public abstract class OutputFixture(string backend)
{
    private TemporaryDirectory _project = null!;

    private protected TemporaryDirectory Project => _project;

    private protected ToolCommand Command => Tool.In(Project["p"]) with
    {
        Environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = Project["cache"] },
    };

    private protected IEnumerable<string> Options => ["--backend", backend, "--fs", "hermetic"];

    private protected string Scratch => Project["cache/run-sandbox"];

    [SetUp]
    public void MakeProject()
    {
        if (backend == "bwrap")
        {
            Bubblewrap.Require();
        }

        _project = new TemporaryDirectory();
        _project.Folder("p");
    }

    [TearDown]
    public void DeleteProject() => _project.Dispose();

    private protected Task<ToolResult> ShellAsync(string script, params string[] options) =>
        Command.RunAsync([.. Options, .. options, "--", "sh", "-c", script]);

    /// <summary>What is in <c>p</c>.</summary>
    private protected string[] Left() =>
        [.. Project.List().Where(name => name.StartsWith("p/", StringComparison.Ordinal) && name != "p/")];

    private protected void ExpectNothingLeft()
    {
        Assert.That(Directory.GetFileSystemEntries(Scratch), Is.Empty);
        Assert.That(Project.List().Where(name => name.Contains("/run-sandbox-", StringComparison.Ordinal)), Is.Empty);
    }
}
