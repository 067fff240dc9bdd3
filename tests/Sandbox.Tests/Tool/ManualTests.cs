using RunSandbox.CommandLine;
using RunSandbox.Output;

namespace Sandbox.Tests.Tool;

/// <summary>The help and docs/cli.md say what the option table says.</summary>
public sealed class ManualTests
{
    private static IEnumerable<ToolOption> Options => OptionTable.Groups.SelectMany(group => group.Options);

    [Test]
    public void The_help_fits_in_100_columns() =>
        Assert.That(HelpText.Write().Split('\n').Where(line => line.Length > 100), Is.Empty);

    [Test]
    public void The_help_shows_every_option()
    {
        var help = HelpText.Write();

        Assert.That(Options.Where(option => !help.Contains($" {option.Usage} ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_help_has_no_trailing_blanks_and_ends_in_one_line_break()
    {
        Assert.Multiple(() =>
        {
            Assert.That(HelpText.Write().Split('\n').Where(line => line.EndsWith(' ')), Is.Empty);
            Assert.That(HelpText.Write(), Does.EndWith(".\n"));
        });
    }

    [Test]
    public void The_manual_lists_every_option_as_the_help_does()
    {
        var manual = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs/cli.md"));

        Assert.That(Options.Select(Row).Where(row => !manual.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void No_two_options_have_the_same_name()
    {
        var names = Options.SelectMany(option => new[] { option.Name, option.Alias }).OfType<string>().ToList();

        Assert.That(names, Is.Unique);
    }

    private static string Row(ToolOption option) =>
        $"| `{Escape(option.Usage)}` | {Escape(option.Description.Replace(@"\", @"\\", StringComparison.Ordinal))} |\n";

    private static string Escape(string cell) => cell.Replace("|", @"\|", StringComparison.Ordinal);
}
