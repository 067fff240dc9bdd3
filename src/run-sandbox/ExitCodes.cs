using Sandbox;

namespace RunSandbox;

/// <summary>The tool's exit codes where it does not pass on the command's, as env(1) and timeout(1) have them.</summary>
internal static class ExitCodes
{
    /// <summary>The time limit was reached.</summary>
    public const int TimeLimit = 124;

    /// <summary>
    /// The sandbox could not be set up, was refused, or the command line makes no sense; or the command succeeded and an
    /// output of it could not be taken out.
    /// </summary>
    public const int SetupFailed = 125;

    /// <summary>The command was found and is not executable.</summary>
    public const int NotExecutable = 126;

    /// <summary>The command was not found.</summary>
    public const int NotFound = 127;

    /// <summary>A limit was reached, and the command exited with 0 all the same: as if the limit had killed it.</summary>
    public const int LimitReached = 128 + 9;

    /// <summary>For a command that ran.</summary>
    public static int Of(SandboxResult result) => result switch
    {
        { Status: SandboxStatus.WallTimeExceeded } => TimeLimit,
        { ExitCode: 0, Status: not SandboxStatus.Exited } => LimitReached,
        { ExitCode: 0, OutputErrors.IsEmpty: false } => SetupFailed,
        { ExitCode: { } code } => code,
        { Signal: { } signal } => OfSignal(signal),
        _ => SetupFailed,
    };

    /// <summary>For a command that did not run.</summary>
    public static int Of(SandboxException exception) => exception switch
    {
        SandboxCommandException { IsNotFound: true } => NotFound,
        SandboxCommandException => NotExecutable,
        _ => SetupFailed,
    };

    /// <summary>For an end by a signal, as shells report it.</summary>
    public static int OfSignal(int signal) => 128 + signal;
}
