using Sandbox.Linux;

namespace Sandbox.Trees;

/// <summary>What is put at a place of the sandbox's tree.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Layer">What new entries of a directory would rest on.</param>
/// <param name="HostPath">Where it is on the host, links resolved; null for what the sandbox makes.</param>
/// <param name="Permissions">Its owner and mode on the host.</param>
/// <param name="LinkTarget">What a symbolic link of the sandbox says.</param>
internal sealed record TreeContent(
    HostEntryKind Kind,
    TreeLayer Layer,
    string? HostPath = null,
    HostEntry? Permissions = null,
    string? LinkTarget = null)
{
    /// <summary>An empty directory the command can write to.</summary>
    public static TreeContent Directory { get; } = new(HostEntryKind.Directory, TreeLayer.Own);

    /// <summary>An empty directory that is made read-only in the end.</summary>
    public static TreeContent SealedDirectory { get; } = new(HostEntryKind.Directory, TreeLayer.SealedOwn);

    /// <summary>A directory the kernel fills.</summary>
    public static TreeContent KernelDirectory { get; } = new(HostEntryKind.Directory, TreeLayer.Kernel);

    /// <summary>A file of the sandbox.</summary>
    public static TreeContent File { get; } = new(HostEntryKind.File, TreeLayer.SealedOwn);

    /// <summary>The cover of a denied path.</summary>
    public static TreeContent Denied(HostEntryKind kind) => new(kind, TreeLayer.Denied);

    /// <summary>A symbolic link of the sandbox.</summary>
    public static TreeContent Symlink(string linkTarget) =>
        new(HostEntryKind.Symlink, TreeLayer.SealedOwn, LinkTarget: linkTarget);

    /// <summary>Something of the host.</summary>
    /// <param name="source">Where it is in the host's tree.</param>
    /// <param name="layer">Whether it can be written.</param>
    public static TreeContent OfHost(TreeNode source, TreeLayer layer) =>
        new(source.Kind, layer, source.HostPath, source.Permissions);
}
