namespace Sandbox.Wire;

/// <summary>What the host asks of the monitor, or of the init while a sandbox is held. The end of the socket means: kill everything.</summary>
internal enum RequestKind : uint
{
    None = 0,

    /// <summary>Send signal Value to the command.</summary>
    Signal = 1,

    /// <summary>Kill every process of the sandbox; Exited follows.</summary>
    Kill = 2,

    /// <summary>
    /// Send signal Value to every process of the sandbox; the command alone with <see cref="PlanFlags.AsPid1"/>.
    /// </summary>
    SignalAll = 3,

    /// <summary>
    /// Monitor to init only: send signal Value to the command, unless the command is still in the monitor's process
    /// group, which has had the signal already.
    /// </summary>
    SignalOutsideGroup = 4,

    /// <summary>
    /// Monitor to init only: the monitor itself got signal Value, and the command is to get it, too, unless the whole
    /// process group did. The init is in that group and blocks every signal, so it has a group's signal pending.
    /// </summary>
    SignalOfMonitor = 5,

    /// <summary>
    /// Once, to a sandbox that is held (<see cref="PlanFlags.Held"/>): do what is left to do for the command whose plan and
    /// standard streams come with it (<see cref="CommandDescriptors"/>). The init reads it. Monitor to init, without anything: what
    /// happens in the control group from now on counts as the command's.
    /// </summary>
    Execute = 6,
}
