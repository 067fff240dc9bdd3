using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Terminal;

/// <summary>A program on a terminal of its own, at which the test sits.</summary>
internal sealed class TerminalSession : IDisposable
{
    public const string CtrlC = "\u0003";
    public const string CtrlD = "\u0004";
    public const string CtrlZ = "\u001a";
    public const string CtrlBackslash = "\u001c";

    /// <summary>A shell that shows <c>&lt;prompt&gt;</c> and nothing that is not asked for.</summary>
    public static readonly string[] Shell = ["bash", "--norc", "--noprofile", "--noediting", "-i"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _pty;
    private readonly StringBuilder _screen = new();
    private readonly CancellationTokenSource _patience = new(Patience);
    private int _seen;

    private TerminalSession(Process pty) => _pty = pty;

    /// <summary>Starts a program; on a terminal of 24 rows and 80 columns.</summary>
    public static TerminalSession Start(TemporaryDirectory directory, params IEnumerable<string> command) => new((new ToolCommand
    {
        FileName = Probe.Compile("pty"),
        WorkingDirectory = directory.Path,
        Environment = new Dictionary<string, string?> { ["TERM"] = "dumb", ["PS1"] = "<prompt>", ["HISTFILE"] = null },
    }).Start(command));

    /// <summary>Starts the tool.</summary>
    public static TerminalSession StartTool(TemporaryDirectory directory, params IEnumerable<string> arguments) =>
        Start(directory, [TestEnvironment.Tool, .. arguments]);

    /// <summary>Presses keys.</summary>
    public async Task TypeAsync(string keys)
    {
        await _pty.StandardInput.WriteAsync($"t {Encoding.UTF8.GetByteCount(keys)}\n{keys}");
        await _pty.StandardInput.FlushAsync();
    }

    /// <summary>Changes the window's size.</summary>
    public async Task ResizeAsync(int rows, int columns)
    {
        await _pty.StandardInput.WriteAsync($"s {(rows * 1000) + columns}\n");
        await _pty.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the screen shows a pattern, after what was matched before.</summary>
    public async Task<Match> ExpectAsync(string pattern)
    {
        var buffer = new char[4096];
        while (true)
        {
            var match = new Regex(pattern, RegexOptions.Multiline).Match(_screen.ToString(), _seen);
            if (match.Success)
            {
                _seen = match.Index + match.Length;
                return match;
            }

            var length = await ReadAsync(buffer, $"waiting for /{pattern}/");
            Assert.That(length, Is.GreaterThan(0), $"the program ended before /{pattern}/:\n{Screen}");
            _screen.Append(buffer, 0, length);
        }
    }

    /// <summary>Waits for the program's end.</summary>
    /// <returns>Its exit code; 128+n when a signal ended it.</returns>
    public async Task<int> WaitAsync()
    {
        var buffer = new char[4096];
        int length;
        while ((length = await ReadAsync(buffer, "waiting for the end")) > 0)
        {
            _screen.Append(buffer, 0, length);
        }

        await _pty.WaitForExitAsync(_patience.Token);
        return _pty.ExitCode;
    }

    /// <summary>The process the program is a child of.</summary>
    public int Id => _pty.Id;

    /// <summary>Everything the program has written.</summary>
    public string Screen => _screen.ToString();

    public void Dispose()
    {
        if (!_pty.HasExited)
        {
            // Closing the terminal hangs up on whatever runs on it.
            _pty.Kill();
        }

        _pty.Dispose();
        _patience.Dispose();
    }

    private async Task<int> ReadAsync(char[] buffer, string doing)
    {
        try
        {
            return await _pty.StandardOutput.ReadAsync(buffer, _patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new AssertionException($"{doing} for {Patience}; the screen:\n{Screen}");
        }
    }
}
