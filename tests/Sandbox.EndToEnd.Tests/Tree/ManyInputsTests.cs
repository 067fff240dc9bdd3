using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>As many inputs as a large project has.</summary>
public sealed class ManyInputsTests
{
    private const int Count = 10_000;
    private const int FilesInEach = 100;

    private TemporaryDirectory _project = null!;

    [OneTimeSetUp]
    public void MakeProject()
    {
        _project = new TemporaryDirectory();
        foreach (var name in Enumerable.Range(0, Count).Select(Name))
        {
            _project.File(name, ".");
        }

        _project.File("in/0/neighbour");
    }

    [OneTimeTearDown]
    public void DeleteProject() => _project.Dispose();

    [Test]
    public async Task Ten_thousand_inputs_are_there_and_nothing_else()
    {
        var result = await RunAsync(Count, "--", "sh", "-c", "find in -type f | wc -l; find in -type f -exec cat {} + | wc -c; ls -d in/*/neighbour; true");

        result.ExpectOutput($"{Count}\n{Count}");
    }

    [Test]
    public async Task Each_input_takes_as_many_steps_however_many_there_are()
    {
        var (quarter, half, all) = (await CountStepsAsync(Count / 4), await CountStepsAsync(Count / 2), await CountStepsAsync(Count));

        Assert.That(half - quarter, Is.GreaterThanOrEqualTo(Count / 4));
        Assert.That(all - half, Is.EqualTo(2 * (half - quarter)));
    }

    private static string Name(int number) => $"in/{number / FilesInEach}/{number}";

    private async Task<int> CountStepsAsync(int count)
    {
        var result = (await RunAsync(count, "--explain", "--json", "--", "true")).ExpectExit(0);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty("steps").GetArrayLength();
    }

    private Task<ToolResult> RunAsync(int count, params string[] arguments)
    {
        File.WriteAllText(_project["list"], string.Concat(Enumerable.Range(0, count).Select(number => $"{Name(number)}\0")));
        return Tool.In(_project).RunAsync(["--fs", "hermetic", "--input-from", "list", .. arguments]);
    }
}
