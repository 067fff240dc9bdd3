using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>Lines taken apart, and what is said about those that make no sense.</summary>
public sealed class ToolCommandLineTests
{
    [Test]
    public void The_command_gets_its_words_untouched()
    {
        var spec = CommandLines.SpecOf("make", "-j2", "--foo=bar", "--", "@x", "", "-v");

        Assert.Multiple(() =>
        {
            Assert.That(spec.FileName, Is.EqualTo("make"));
            Assert.That(spec.Arguments, Is.EqualTo(new[] { "-j2", "--foo=bar", "--", "@x", "", "-v" }));
        });
    }

    [Test]
    public void One_letter_options_may_be_written_together()
    {
        var settings = CommandLines.Settings("-vqb", "namespaces", "true");

        Assert.That((settings.Verbose, settings.Quiet, settings.Backend), Is.EqualTo((true, true, "namespaces")));
    }

    [Test]
    public void A_value_may_look_like_an_option()
    {
        var spec = CommandLines.Spec("--env", "-v", "--hostname=--net");

        Assert.Multiple(() =>
        {
            Assert.That(spec.Environment.Variables.Keys, Is.EqualTo(new[] { "-v" }));
            Assert.That(spec.Identity.HostName, Is.EqualTo("--net"));
        });
    }

    [Test]
    public void A_value_that_begins_with_an_at_sign_is_no_file_of_options() =>
        Assert.That(CommandLines.Spec("--hostname", "@name").Identity.HostName, Is.EqualTo("@name"));

    [Test]
    public void Of_an_option_that_is_given_twice_the_last_counts() =>
        Assert.That(CommandLines.Spec("--hostname", "a", "--hostname", "b").Identity.HostName, Is.EqualTo("b"));

    [TestCase("--nope", "unknown option --nope")]
    [TestCase("--nope=secret", "unknown option --nope")]
    [TestCase("--allow-degraded=yes", "'yes' is out of place")]
    [TestCase("-x", "unknown option -x")]
    [TestCase("--bind", "--bind: its value is missing")]
    [TestCase("--verbose=1", "'1' is out of place")]
    [TestCase("--json", "--json: it belongs to --check or --explain")]
    [TestCase("--check --explain", "--explain: it excludes --check")]
    public void A_usage_error_names_the_option_at_fault(string options, string message)
    {
        var error = Assert.Throws<UsageException>(() => ToolCommandLine.Parse(options.Split(' ')))!;

        Assert.That(error.Message, Does.StartWith(message));
    }

    [Test]
    public void A_line_without_a_command_is_refused() =>
        Assert.That(
            Assert.Throws<UsageException>(() => CommandLines.SpecOf("--net", "host"))!.Message, Is.EqualTo("no command is given"));

    [Test]
    public void Help_is_given_to_whom_the_line_has_gone_wrong() =>
        Assert.That(CommandLines.Settings("--nope", "--help").Action, Is.EqualTo(ToolAction.Help));

    [Test]
    public void An_error_in_a_member_names_what_was_typed()
    {
        var origins = new SpecOrigins();
        var line = ToolCommandLine.Parse(["--dir", "/a", "--bind", "/x:/y", "--memory", "1", "--", "true"]);
        RequestedSpec.ReadAsync(line, origins).GetAwaiter().GetResult();

        Assert.Multiple(() =>
        {
            Assert.That(origins.Find("mounts[1].target"), Is.EqualTo("--bind /x:/y"));
            Assert.That(origins.Find("limits.memory"), Is.EqualTo("--memory 1"));
            Assert.That(origins.Find("fileName"), Is.EqualTo("the command"));
            Assert.That(origins.Find("umask"), Is.Null);
            Assert.That(origins.Find("mounts"), Is.Null, "a list is not set by one of its options");
        });
    }

    [Test]
    public void Thousands_of_mounts_are_one_line_like_any_other()
    {
        var words = Enumerable.Range(0, 10_000).SelectMany(index => new[] { "--ro-bind", $"/etc:/mnt/{index}" });

        Assert.That(CommandLines.Spec([.. words]).Mounts, Has.Length.EqualTo(10_000));
    }
}
