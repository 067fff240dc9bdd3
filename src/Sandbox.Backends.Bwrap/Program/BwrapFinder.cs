using System.Diagnostics;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>
/// Finds bubblewrap in the caller's PATH and asks it for its version, once. As long as there is none it is looked for
/// anew, for it may be installed meanwhile.
/// </summary>
internal sealed class BwrapFinder
{
    private const string FileName = "bwrap";
    private const int MaxVersionLength = 256;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private volatile BwrapProgram? _found;

    /// <summary>The program, or null where there is none that tells its version.</summary>
    public BwrapProgram? Find() => _found ??= Locate(Environment.GetEnvironmentVariable("PATH")) is { } path ? Inspect(path) : null;

    /// <summary>The version in what <c>bwrap --version</c> writes, such as <c>bubblewrap 0.8.0</c>; or null.</summary>
    public static Version? ParseVersion(string output)
    {
        var words = output.Trim().Split(' ');
        return words is ["bubblewrap", var number, ..] && Version.TryParse(number, out var version)
            ? new Version(version.Major, version.Minor, Math.Max(version.Build, 0))
            : null;
    }

    // Relative entries would mean another program in each directory.
    private static string? Locate(string? searchPath) => (searchPath ?? "").Split(':')
        .Where(Path.IsPathRooted)
        .Select(directory => Path.Combine(directory, FileName))
        .FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path) => File.Exists(path) && (ModeOf(path) & AnyExecute) != 0;

    private static UnixFileMode ModeOf(string path)
    {
        try
        {
            return File.GetUnixFileMode(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return UnixFileMode.None;
        }
    }

    private static BwrapProgram? Inspect(string path) => ParseVersion(AskVersion(path)) is { } version
        ? new BwrapProgram(path, version, ModeOf(path).HasFlag(UnixFileMode.SetUser))
        : null;

    private static string AskVersion(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["--version"])
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
        var buffer = new char[MaxVersionLength];
        var reading = process.StandardOutput.ReadBlockAsync(buffer).AsTask();
        if (reading.Wait(TimeLimit))
        {
            return new string(buffer, 0, reading.Result);
        }

        process.Kill();
        return "";
    }
}
