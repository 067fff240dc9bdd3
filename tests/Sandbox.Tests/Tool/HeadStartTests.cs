using System.Text.RegularExpressions;
using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>The options with which a native tool gets no head start: sandbox-init's part of the code cannot ask the table.</summary>
public sealed class HeadStartTests
{
    private static readonly string[] Words = ReadWords();

    [Test]
    public void Each_is_an_option() => Assert.That(Words.Where(word => OptionTable.Find(word) is null), Is.Empty);

    [TestCase("Limits")]
    [TestCase("Standard streams")]
    [TestCase("Messages")]
    public void All_that_need_the_tool_while_the_command_runs_are_among_them(string group)
    {
        string[] exceptions = ["--open-files"];
        var options = OptionTable.Groups.Single(candidate => candidate.Title.StartsWith(group, StringComparison.Ordinal)).Options;

        Assert.That(options.Select(option => option.Name).Except(exceptions), Is.SubsetOf(Words));
    }

    [Test]
    public void All_that_choose_another_action_are_among_them()
    {
        var actions = OptionTable.Groups.SelectMany(group => group.Options).OfType<SettingOption>().Where(option =>
        {
            var settings = new ToolSettings();
            option.Apply(settings, new OptionOccurrence(option, option.Name == "--backend" ? "auto" : "/dev/null"));
            return settings.Action != ToolAction.Run;
        });

        Assert.That(actions.Select(option => option.Name), Is.SubsetOf(Words));
    }

    private static string[] ReadWords()
    {
        var source = File.ReadAllText(Path.Combine(TestRepository.Directory, "src/Sandbox.HeadStart/ToolWords.cs"));
        var list = source.Split("Busy =>")[1].Split(';')[0];
        return [.. Regex.Matches(list, "--[a-z0-9-]+").Select(match => match.Value)];
    }
}
