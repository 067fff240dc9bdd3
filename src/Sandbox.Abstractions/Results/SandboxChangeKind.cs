namespace Sandbox;

/// <summary>What a run did to a path.</summary>
public enum SandboxChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It was there before, and something about it is different.</summary>
    Modified,

    /// <summary>It was there before, and is not any more.</summary>
    Deleted,
}
