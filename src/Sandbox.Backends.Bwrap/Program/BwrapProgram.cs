using System.Collections.Immutable;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>An installed bubblewrap, and what of it depends on its version.</summary>
/// <param name="Path">Its executable.</param>
/// <param name="Version">The version it reports: for messages and what is known about versions.</param>
/// <param name="IsSetuid">Whether it is set-user-id, and so runs as root for everybody.</param>
/// <param name="Options">The options it has, by its own help.</param>
internal sealed record BwrapProgram(string Path, Version Version, bool IsSetuid, ImmutableHashSet<string> Options)
{
    /// <summary>The option that limits a tmpfs.</summary>
    public const string SizeOption = "--size";

    /// <summary>The option that mounts an overlay.</summary>
    public const string OverlayOption = "--overlay";

    private static readonly ImmutableArray<string> Required =
    [
        "--args", "--as-pid-1", "--bind", "--bind-data", "--bind-try", "--cap-drop", "--chdir", "--chmod", "--clearenv", "--dev",
        "--dev-bind", "--dev-bind-try", "--die-with-parent", "--dir", "--file", "--gid", "--hostname", "--perms", "--proc",
        "--remount-ro", "--ro-bind", "--ro-bind-data", "--ro-bind-try", "--symlink", "--tmpfs", "--uid", "--unshare-cgroup",
        "--unshare-ipc", "--unshare-net", "--unshare-pid", "--unshare-user", "--unshare-uts",
    ];

    // With its release notes; --chmod and --clearenv are the last of those that every plan needs.
    private static readonly Dictionary<string, Version> FirstVersions = new(StringComparer.Ordinal)
    {
        ["--perms"] = new(0, 5, 0), ["--chmod"] = new(0, 5, 0), ["--clearenv"] = new(0, 5, 0),
        [SizeOption] = new(0, 7, 0), [OverlayOption] = new(0, 11, 0), ["--overlay-src"] = new(0, 11, 0),
    };

    /// <summary>The first version that cannot be traced while it sets up as set-user-id (CVE-2026-41163).</summary>
    public static Version WithSafeSetuid { get; } = new(0, 11, 2);

    /// <summary>
    /// The first version that does not follow a symbolic link out of the new root when it makes files and directories
    /// (CVE-2026-87766, GHSA-pxhw-h44j-8pfx).
    /// </summary>
    public static Version WithSafeTargets { get; } = new(0, 12, 0);

    /// <summary>What every plan needs and it does not have.</summary>
    public IEnumerable<string> LackingOptions => Required.Where(option => !Options.Contains(option));

    /// <summary>Whether it mounts overlays; refused to set-user-id programs in every version.</summary>
    public bool MountsOverlays => Options.Contains(OverlayOption) && Options.Contains("--overlay-src") && !IsSetuid;

    /// <summary>Whether a tmpfs can have a size; refused to set-user-id programs in every version.</summary>
    public bool LimitsSizes => Options.Contains(SizeOption) && !IsSetuid;

    /// <summary>The version that came with all of these options; null where they have been there from the beginning.</summary>
    public static Version? FirstVersionWith(params IEnumerable<string> options) =>
        options.Select(option => FirstVersions.GetValueOrDefault(option)).Max();
}
