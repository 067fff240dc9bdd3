namespace Sandbox.Wire;

/// <summary>What sandbox-init tells the host.</summary>
internal enum ReportKind : uint
{
    None = 0,

    /// <summary>The command was executed.</summary>
    Started = 1,

    /// <summary>A step failed: Stage, StepIndex, Call and Errno say which and why. The sandbox is being torn down.</summary>
    StepFailed = 2,

    /// <summary>
    /// execve of the command failed with Errno. WaitStatus is 1 when the file was found (not executable, or its
    /// interpreter is missing) and 0 when it was not.
    /// </summary>
    CommandFailed = 3,

    /// <summary>The command ended with WaitStatus (wait(2)), every process of the sandbox is dead; usage is that of the tree.</summary>
    Exited = 4,

    /// <summary>The wall-clock limit was reached; Exited follows.</summary>
    WallTimeReached = 5,

    /// <summary>The init was killed from outside, with WaitStatus; the sandbox is gone and the command's own end unknown.</summary>
    Lost = 6,

    /// <summary>The wrapper ended with WaitStatus before sandbox-init ran in the sandbox it was to build.</summary>
    WrapperFailed = 7,

    /// <summary>
    /// The command ended with WaitStatus, or its end is unknown, and some process of the sandbox could not be killed. Only
    /// without a pid namespace: the kernel ends one as a whole.
    /// </summary>
    Survivors = 8,

    /// <summary>The processes of the command's cgroup have used up their processor time; Exited follows.</summary>
    ProcessorTimeReached = 9,

    /// <summary>A sandbox that is to be held is built, and waits for <see cref="RequestKind.Execute"/>.</summary>
    Prepared = 10,

    /// <summary>The descriptor with this message is what step StepIndex of Stage was to open.</summary>
    Handed = 12,

    /// <summary>
    /// As <see cref="Exited"/>, but some process is not dead yet: the kernel kills it together with the init, whose end is
    /// the end of the socket.
    /// </summary>
    Exiting = 14,

    /// <summary>Step StepIndex of <see cref="PlanStage.Collect"/> found nothing to hand: Call and Errno say why.</summary>
    NotCollected = 13,
}
