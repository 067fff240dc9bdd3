using System.ComponentModel;
using System.Diagnostics;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>
/// Finds bubblewrap in the caller's PATH and asks it for its version and options, once for each file it finds there: it
/// may be installed, upgraded or removed while this process lives.
/// </summary>
/// <param name="searchPath">Where to look, in the form of PATH; null: PATH as it is each time.</param>
/// <param name="timeLimit">How long an answer may take; null: half a minute, for machines that are busy.</param>
internal sealed class BwrapFinder(string? searchPath = null, TimeSpan? timeLimit = null)
{
    private const string FileName = "bwrap";
    private const int MaxOutput = 64 * 1024;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TimeSpan _timeLimit = timeLimit ?? TimeSpan.FromSeconds(30);

    private volatile InspectedFile? _inspected;

    /// <summary>The program, or why there is none.</summary>
    public FoundBwrap Find()
    {
        if (Locate(searchPath ?? Environment.GetEnvironmentVariable("PATH")) is not { } file)
        {
            return FoundBwrap.NotInstalled;
        }

        if (_inspected is { } known && known.File == file)
        {
            return known.Found;
        }

        try
        {
            var found = Inspect(file);
            _inspected = new InspectedFile(file, found);
            return found;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or TimeoutException)
        {
            // That may be different the next time, so it is not remembered.
            return FoundBwrap.WithoutAnswer(file, exception.Message);
        }
    }

    // Relative entries would mean another program in each directory.
    private static BwrapFile? Locate(string? searchPath) => (searchPath ?? "").Split(':')
        .Where(Path.IsPathRooted)
        .Select(directory => BwrapFile.At(Path.Combine(directory, FileName)))
        .FirstOrDefault(file => file is not null && (file.Mode & AnyExecute) != 0);

    private FoundBwrap Inspect(BwrapFile file)
    {
        var answer = Ask(file.Path, "--version");
        return BwrapHelp.ParseVersion(answer) is { } version
            ? FoundBwrap.Of(new BwrapProgram(
                file.Path, version, file.Mode.HasFlag(UnixFileMode.SetUser), BwrapHelp.ParseOptions(Ask(file.Path, "--help"))))
            : FoundBwrap.SomethingElse(file, answer);
    }

    private string Ask(string path, string question)
    {
        using var process = Process.Start(new ProcessStartInfo(path, [question])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var buffer = new char[MaxOutput];
        var reading = process.StandardOutput.ReadBlockAsync(buffer).AsTask();
        if (reading.Wait(_timeLimit))
        {
            return new string(buffer, 0, reading.Result);
        }

        process.Kill();
        throw new TimeoutException($"it did not answer within {_timeLimit.TotalSeconds} s");
    }

    /// <param name="File">The file as it was.</param>
    /// <param name="Found">What it is.</param>
    private sealed record InspectedFile(BwrapFile File, FoundBwrap Found);
}
