using RunSandbox.CommandLine;
using RunSandbox.Commands;

namespace Sandbox.Tests.Tool;

/// <summary>When sandbox-init may take the tool's place: where the tool could do the same again, and has nothing to do then.</summary>
public sealed class ReplacementTests
{
    [TestCase("--profile", "net")]
    [TestCase("--deny", "/x")]
    [TestCase("--input", "/etc/hosts", "--fs", "hermetic")]
    public void With_these_it_may(params string[] options) => Assert.That(NeedsProcess(options), Is.False);

    [TestCase("--stay")]
    [TestCase("--report", "/r")]
    [TestCase("--ephemeral", "--changes", "/c")]
    [TestCase("--log-file", "/l")]
    [TestCase("--image", "/i")]
    [TestCase("-v")]
    [TestCase("-q")]
    [TestCase("--spec", "/dev/stdin")]
    [TestCase("--profile", "own", "--profiles", "/dev/stdin")]
    [TestCase("--fs", "hermetic", "--input-from", "/dev/stdin")]
    public void With_these_it_may_not(params string[] options) => Assert.That(NeedsProcess(options), Is.True);

    /// <summary>Every option that reads a file when the line is read: a new one must be thought of.</summary>
    [Test]
    public void Every_option_that_takes_a_file_is_one_that_was_thought_of() => Assert.That(
        OptionTable.Groups.SelectMany(group => group.Options).Where(option => option.ValueName?.Contains("FILE", StringComparison.Ordinal) == true).Select(option => option.Name),
        Is.EquivalentTo(new[]
        {
            // Read when the line is read, so that the tool stays.
            "--spec", "--profiles", "--input-from",
            // Images are extracted, and requests answered, by a tool that stays; streams of files are its own.
            "--image", "--request", "--stdin", "--stdout", "--stderr",
            // Written in the end.
            "--report", "--changes", "--log-file",
            // Files of control groups.
            "--cgroup",
        }));

    private static bool NeedsProcess(string[] options) => Replacement.NeedsProcess(ToolCommandLine.Parse([.. options, "--", "true"]));
}
