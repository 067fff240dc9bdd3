namespace Sandbox.EndToEnd.Tests;

/// <summary>How a run of a program ended, and what it wrote.</summary>
/// <param name="Command">The command line, for messages.</param>
/// <param name="ExitCode">Its exit code; 128+n when signal n ended it.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
internal sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, showing all there is to see, unless the exit code is this one.</summary>
    public ToolResult ExpectExit(int exitCode)
    {
        Assert.That(ExitCode, Is.EqualTo(exitCode), ToString());
        return this;
    }

    /// <summary>Fails the test unless the program ended with 0 and wrote exactly this, but for the last line's end.</summary>
    public ToolResult ExpectOutput(string output)
    {
        ExpectExit(0);
        Assert.That(Output.TrimEnd('\n'), Is.EqualTo(output.TrimEnd('\n')), ToString());
        return this;
    }

    /// <summary>
    /// Fails the test unless the sandbox was refused or could not be set up: 125, nothing on the standard output, and a
    /// message of the documented form, without a stack trace, that holds each of <paramref name="words"/>.
    /// </summary>
    public ToolResult ExpectRefusal(params string[] words)
    {
        ExpectExit(125);
        Assert.That(Output, Is.Empty, ToString());
        Assert.That(Error, Does.StartWith("run-sandbox: "), ToString());
        Assert.That(Error, Does.Not.Match(@"(?m)^\s+at .*\(").And.Not.Contain("Unhandled exception"), ToString());
        foreach (var word in words)
        {
            Assert.That(Error, Does.Contain(word), ToString());
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Command}\nexit code: {ExitCode}\nstdout:\n{Output}\nstderr:\n{Error}";
}
