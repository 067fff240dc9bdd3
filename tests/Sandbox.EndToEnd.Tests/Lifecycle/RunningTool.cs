using System.Diagnostics;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>The tool while it runs. It is killed when the test is over, and its sandbox with it.</summary>
internal sealed class RunningTool : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly CancellationTokenSource _patience = new(Patience);

    private RunningTool(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static RunningTool Start(ToolCommand tool, params IEnumerable<string> arguments) => new(tool.Start(arguments));

    /// <summary>
    /// Starts the tool as leader of a process group, as a shell does it, so that the group can be signalled.
    /// </summary>
    public static RunningTool StartInGroup(ToolCommand tool, params IEnumerable<string> arguments) =>
        Start(tool with { FileName = "setsid" }, [tool.FileName, .. arguments]);

    /// <summary>The next line of standard output; null at its end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(_patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new AssertionException($"no line of output after {Patience}; stderr: {await _error}");
        }
    }

    /// <summary>Fails the test unless this is the next line of standard output.</summary>
    public async Task ExpectLineAsync(string line)
    {
        var actual = await ReadLineAsync();
        Assert.That(actual, Is.EqualTo(line), () => actual is null ? _error.Result : "");
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for the tool's end, and that of everything that holds its standard streams.</summary>
    public async Task<ToolResult> WaitAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(_patience.Token);
        await _process.WaitForExitAsync(_patience.Token);
        return new ToolResult($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}", _process.ExitCode, await output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _patience.Dispose();
    }
}
