using Sandbox.EndToEnd.Tests.Library;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>A thousand runs that each reach a limit, several at a time: each is told right, and nothing of them stays.</summary>
public sealed class SoakTests
{
    [Test]
    public async Task A_thousand_runs_that_reach_a_limit_leave_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var group = TestGroup.TryMake();
        foreach (var name in new[] { "work", "scratch", "tmp" })
        {
            directory.Folder(name);
        }

        var host = new ToolCommand
        {
            FileName = LibraryHost.Program,
            Environment = new Dictionary<string, string?> { ["TMPDIR"] = directory["tmp"] },
            TimeLimit = TimeSpan.FromMinutes(10),
        };
        var result = await host.RunAsync(group is null ? ["limits", "1000", directory.Path] : ["limits", "1000", directory.Path, group.Path]);

        var figures = LibraryHost.Figures(result);
        Assert.That(figures["wrong"], Is.Zero, result.ToString());
        Assert.That(figures["children-after"], Is.Zero, result.ToString());
        Assert.That(figures["descriptors-after"], Is.EqualTo(figures["descriptors-before"]), result.ToString());
        Assert.That(directory.List(), Is.EquivalentTo(new[] { "scratch/", "tmp/", "work/", "work/file" }));
        Assert.That(group?.Groups ?? [], Is.Empty);
    }
}
