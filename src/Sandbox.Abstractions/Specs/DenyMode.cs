namespace Sandbox;

/// <summary>What the command finds at a denied path.</summary>
public enum DenyMode
{
    /// <summary>The path is there; reading, writing and running it fail with EACCES.</summary>
    Block,

    /// <summary>The path is not there, or is an empty file or directory.</summary>
    Hide,

    /// <summary>Running the path prints that it is not allowed here and exits with 1.</summary>
    Message,
}
