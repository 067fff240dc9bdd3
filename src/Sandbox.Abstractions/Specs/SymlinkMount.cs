namespace Sandbox;

/// <summary>A symbolic link in the sandbox's own tree; see <see cref="SandboxMount.Symlink"/>.</summary>
public sealed record SymlinkMount : SandboxMount
{
    /// <summary>What the link says (symlink(7)), 1 to 4095 bytes; it need not exist.</summary>
    public required string LinkTarget { get; init; }
}
