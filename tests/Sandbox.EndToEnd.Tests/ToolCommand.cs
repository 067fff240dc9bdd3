using System.Diagnostics;

namespace Sandbox.EndToEnd.Tests;

/// <summary>One way of starting a program under test: from where, with what environment and input.</summary>
internal sealed record ToolCommand
{
    /// <summary>The program; default: the tool itself. For tests that start it through a shell or another program.</summary>
    public string FileName { get; init; } = TestEnvironment.Tool;

    /// <summary>Arguments before those of a run: for a program that starts the tool.</summary>
    public IReadOnlyList<string> FirstArguments { get; init; } = [];

    /// <summary>The directory it is started in; default: the suite's own.</summary>
    public string WorkingDirectory { get; init; } = SuiteDirectory.Path;

    /// <summary>Variables on top of the test's own environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>What it reads from its standard input, then the end of file.</summary>
    public string Input { get; init; } = "";

    /// <summary>After this time it is killed and the test fails. Not an expectation: only so that a hang ends.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Starts it, with the three standard streams redirected, for a test that acts while it runs.</summary>
    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(FileName, [.. FirstArguments, .. arguments])
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<ToolResult> RunAsync(params IEnumerable<string> arguments)
    {
        var line = arguments.ToArray();
        using var process = Start(line);
        using var timeLimit = new CancellationTokenSource(TimeLimit);
        var output = process.StandardOutput.ReadToEndAsync(timeLimit.Token);
        var error = process.StandardError.ReadToEndAsync(timeLimit.Token);
        try
        {
            await WriteInputAsync(process, timeLimit.Token);
            await Task.WhenAll(output, error, process.WaitForExitAsync(timeLimit.Token));
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested)
        {
            process.Kill();
            Assert.Fail($"{Describe(line)}\nhas not ended after {TimeLimit}");
        }

        return new ToolResult(Describe(line), process.ExitCode, await output, await error);
    }

    private async Task WriteInputAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read all: the result tells.
        }
    }

    private string Describe(string[] arguments) =>
        $"$ cd {WorkingDirectory} && {FileName} {string.Join(' ', [.. FirstArguments, .. arguments])}";
}
