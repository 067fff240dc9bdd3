namespace Sandbox;

/// <summary>What the command finds at a denied path.</summary>
public enum DenyMode
{
    /// <summary>The path is there; reading, writing and running it fail with EACCES.</summary>
    Block,

    /// <summary>The path is not there, or is an empty file or directory.</summary>
    Hide,

    /// <summary>
    /// A program that prints to its standard error that the path is not allowed here, with
    /// <see cref="DeniedPath.Reason"/>, and exits with 1; scripts are replaced likewise. A directory is blocked, and what
    /// is not there is passed over.
    /// </summary>
    Message,
}
