namespace Sandbox.Wire;

/// <summary>How a step is taken; each code knows some of these.</summary>
[System.Flags]
internal enum StepFlags : uint
{
    None = 0,

    /// <summary>What is missing is passed over: a bind's or an overlay's source, a mask's path.</summary>
    Optional = 1,

    /// <summary>A directory that is there already is fine.</summary>
    KeepExisting = 2,

    /// <summary>May be made outside the sandbox's own tmpfs: in a root directory that is writable as a whole.</summary>
    InRootDirectory = 4,

    /// <summary>The target exists: the copy is made aside and bound over it.</summary>
    Over = 8,

    /// <summary>A mask that is empty instead of refused.</summary>
    Hide = 16,

    /// <summary>The submounts too.</summary>
    Recursive = 32,

    /// <summary>When the directory cannot be entered, <c>/</c> serves.</summary>
    OrRoot = 64,
}
