namespace Sandbox.Init;

/// <summary>What the init tells the monitor, one number a message.</summary>
internal enum Milestone : uint
{
    None = 0,

    /// <summary>The init is about to become the command: if it now closes its end without another word, it has.</summary>
    Executing = 1,

    /// <summary>The command was executed.</summary>
    Launched = 2,

    /// <summary>The host has been told how it ended; nothing is left to report.</summary>
    Reported = 3,

    /// <summary>sandbox-init runs in the sandbox that the wrapper has built.</summary>
    Entered = 4,

    /// <summary>A sandbox that is held is built: from here on the init reads the host's socket.</summary>
    Waiting = 5,

    /// <summary>The command has come, with its plan, which comes along: from here on the monitor reads that socket again.</summary>
    Commanded = 6,
}
