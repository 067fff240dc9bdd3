using System.ComponentModel;
using System.Diagnostics;

namespace Sandbox.Images.Extraction;

/// <summary>An installed program that decompresses a file to its standard output.</summary>
internal sealed class DecompressionTool : IDisposable
{
    private const int MaxMessage = 2048;

    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _message;

    private DecompressionTool(Process process, string name)
    {
        _process = process;
        _name = name;
        _message = ReadMessageAsync(process.StandardError);
    }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <exception cref="SandboxSetupException">It is not installed.</exception>
    public static DecompressionTool Start(string name, IEnumerable<string> arguments, string path)
    {
        try
        {
            var start = new ProcessStartInfo(name, [.. arguments, "--", path])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
            };
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new DecompressionTool(process, name);
        }
        catch (Win32Exception exception)
        {
            throw new SandboxSetupException(
                $"could not use the image {path}: it is compressed by {name}, which cannot be run: {exception.Message}",
                $"install {name}, or compress the image by gzip",
                exception)
            {
                Path = path,
            };
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="ImageFormatException">It failed.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (_process.ExitCode != 0)
        {
            throw new ImageFormatException($"{_name} failed: {await _message.ConfigureAwait(false)}");
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<string> ReadMessageAsync(StreamReader error)
    {
        var buffer = new char[MaxMessage];
        var length = await error.ReadBlockAsync(buffer.AsMemory()).ConfigureAwait(false);
        var message = new string(buffer, 0, length).Trim();

        // What nobody reads would make it wait.
        await error.BaseStream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        return message.Length == 0 ? "it said nothing" : message;
    }
}
