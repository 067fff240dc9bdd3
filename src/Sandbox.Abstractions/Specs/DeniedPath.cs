namespace Sandbox;

/// <summary>A path inside the sandbox the command may not use.</summary>
/// <remarks>
/// Symbolic links are followed, so that what a link points to is denied. The last name may hold <c>*</c> and <c>?</c>,
/// and <c>**</c> stands for any number of directories: a pattern denies what it matches when the sandbox starts. A
/// plain path that does not exist cannot be made inside either; where that cannot be held (its directory is on the
/// host and writable), the spec is refused. Directories above that the command could rename keep their names, at the
/// price that files are not renamed or linked across them but copied (EXDEV), as across any mount. Where two denied
/// paths lead to one file, the stronger mode counts, whatever their order: block, then hide, then message.
/// </remarks>
public sealed record DeniedPath
{
    /// <summary>An absolute path inside the sandbox, or a pattern.</summary>
    public required string Path { get; init; }

    /// <summary>What the command finds there. Default: <see cref="DenyMode.Block"/>.</summary>
    public DenyMode Mode { get; init; } = DenyMode.Block;

    /// <summary>
    /// Who denies it, or why: 1 to 512 bytes on one line, with which the message of <see cref="DenyMode.Message"/> ends.
    /// Null: nothing is said.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Present, but every use is EACCES.</summary>
    public static DeniedPath Block(string path) => new() { Path = path, Mode = DenyMode.Block };

    /// <summary>Not there, or empty.</summary>
    public static DeniedPath Hide(string path) => new() { Path = path, Mode = DenyMode.Hide };

    /// <summary>A program that says that it is not allowed here, and why.</summary>
    public static DeniedPath Message(string path, string? reason = null) =>
        new() { Path = path, Mode = DenyMode.Message, Reason = reason };
}
