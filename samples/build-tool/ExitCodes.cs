namespace BuildTool;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>An action failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the settings or the list of actions make no sense; nothing was run.</summary>
    public const int Usage = 2;

    /// <summary>An action could not be run in a sandbox.</summary>
    public const int Unavailable = 125;

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
