namespace Sandbox.Init.Plan;

/// <summary>The processes that may take a step.</summary>
[System.Flags]
internal enum StepTakers
{
    None = 0,
    Init = 1,
    Command = 2,

    /// <summary>The init in a sandbox that a wrapper has built.</summary>
    InnerInit = 4,

    /// <summary>The process that becomes a wrapper, before it does.</summary>
    BeforeWrapper = 8,

    /// <summary>The init, when every other process of the sandbox is dead.</summary>
    Collector = 16,

    AnyInit = Init | InnerInit,
    All = AnyInit | Command,
}
