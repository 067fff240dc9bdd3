using System.Diagnostics;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>
/// Finds bubblewrap in the caller's PATH and asks it for its version and options, once for each file it finds there: it
/// may be installed, upgraded or removed while this process lives.
/// </summary>
/// <param name="searchPath">Where to look, in the form of PATH; null: PATH as it is each time.</param>
internal sealed class BwrapFinder(string? searchPath = null)
{
    private const string FileName = "bwrap";
    private const int MaxOutput = 64 * 1024;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private volatile FoundBwrap? _found;

    /// <summary>The program, or null where there is none that tells its version.</summary>
    public BwrapProgram? Find()
    {
        if (Locate(searchPath ?? Environment.GetEnvironmentVariable("PATH")) is not { } file)
        {
            return null;
        }

        var known = _found;
        if (known is null || known.File != file)
        {
            _found = known = new FoundBwrap(file, Inspect(file));
        }

        return known.Program;
    }

    // Relative entries would mean another program in each directory.
    private static BwrapFile? Locate(string? searchPath) => (searchPath ?? "").Split(':')
        .Where(Path.IsPathRooted)
        .Select(directory => BwrapFile.At(Path.Combine(directory, FileName)))
        .FirstOrDefault(file => file is not null && (file.Mode & AnyExecute) != 0);

    private static BwrapProgram? Inspect(BwrapFile file) => BwrapHelp.ParseVersion(Ask(file.Path, "--version")) is { } version
        ? new BwrapProgram(
            file.Path, version, file.Mode.HasFlag(UnixFileMode.SetUser), BwrapHelp.ParseOptions(Ask(file.Path, "--help")))
        : null;

    private static string Ask(string path, string question)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, [question])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            });
            return process is null ? "" : Read(process);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            return "";
        }
    }

    private static string Read(Process process)
    {
        var buffer = new char[MaxOutput];
        var reading = process.StandardOutput.ReadBlockAsync(buffer).AsTask();
        if (reading.Wait(TimeLimit))
        {
            return new string(buffer, 0, reading.Result);
        }

        process.Kill();
        return "";
    }
}
