namespace Sandbox.Wire;

/// <summary>The process a report speaks of.</summary>
internal enum PlanStage : uint
{
    /// <summary>Stays outside, watches the host and the clock.</summary>
    Monitor = 0,

    /// <summary>Process 1 of the sandbox.</summary>
    Init = 1,

    /// <summary>Becomes the command.</summary>
    Command = 2,

    /// <summary>The init again, when every other process is dead.</summary>
    Collect = 3,
}
