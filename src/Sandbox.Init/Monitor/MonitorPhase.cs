namespace Sandbox.Init.Monitor;

/// <summary>How far a sandbox is, as far as the clock is concerned.</summary>
internal enum MonitorPhase
{
    /// <summary>The init builds the sandbox; the wall-clock limit does not count yet.</summary>
    SettingUp,

    /// <summary>The command runs, until the wall-clock limit.</summary>
    Running,

    /// <summary>The limit was reached and everything was sent SIGTERM.</summary>
    Terminating,

    /// <summary>The init was told to kill everything.</summary>
    Killing,

    /// <summary>The init itself was killed.</summary>
    Killed,
}
