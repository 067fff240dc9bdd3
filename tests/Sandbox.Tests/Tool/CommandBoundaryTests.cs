using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>Where the options end and the command begins.</summary>
public sealed class CommandBoundaryTests
{
    [TestCase("make -j2 --foo", "", "make -j2 --foo")]
    [TestCase("-- make -j2", "", "make -j2")]
    [TestCase("-- --weird", "", "--weird")]
    [TestCase("-v make -v", "-v", "make -v")]
    [TestCase("-v -- make -- x", "-v", "make -- x")]
    [TestCase("--bind /a make", "--bind /a", "make")]
    [TestCase("--bind=/a make", "--bind=/a", "make")]
    [TestCase("--bind -- make", "--bind --", "make")]
    [TestCase("-b auto make", "-b auto", "make")]
    [TestCase("-bauto make", "-bauto", "make")]
    [TestCase("-b=auto make", "-b=auto", "make")]
    [TestCase("-vb auto make", "-vb auto", "make")]
    [TestCase("-vq make", "-vq", "make")]
    [TestCase("--check", "--check", "")]
    [TestCase("--bind", "--bind", "")]
    [TestCase("--", "", "")]
    [TestCase("- x", "", "- x")]
    [TestCase("@file -v", "", "@file -v")]
    [TestCase("[debug] -v", "", "[debug] -v")]
    [TestCase("--unknown make", "--unknown", "make")]
    public void The_command_begins_at_the_first_word_that_belongs_to_no_option(string line, string options, string command)
    {
        var (optionWords, commandWords) = CommandBoundary.Split(line.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(" ", optionWords), Is.EqualTo(options));
            Assert.That(string.Join(" ", commandWords), Is.EqualTo(command));
        });
    }

    [Test]
    public void An_empty_word_is_an_empty_command()
    {
        var (_, command) = CommandBoundary.Split(["-v", ""]);

        Assert.That(command, Is.EqualTo(new[] { "" }));
    }
}
