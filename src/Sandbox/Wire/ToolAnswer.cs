namespace Sandbox.Wire;

/// <summary>What a tool tells the monitor that had a head start.</summary>
internal enum ToolAnswer : uint
{
    /// <summary>Nothing: it has ended by itself.</summary>
    None = 0,

    /// <summary>The plan is in the file whose descriptor comes with this.</summary>
    Plan = 1,

    /// <summary>It has to stay while the command runs, and be started anew for that.</summary>
    Stay = 2,
}
