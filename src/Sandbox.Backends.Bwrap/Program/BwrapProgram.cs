namespace Sandbox.Backends.Bwrap.Program;

/// <summary>An installed bubblewrap, and what of it depends on its version.</summary>
/// <param name="Path">Its executable.</param>
/// <param name="Version">The version it reports.</param>
/// <param name="IsSetuid">Whether it is set-user-id, and so runs as root for everybody.</param>
internal sealed record BwrapProgram(string Path, Version Version, bool IsSetuid)
{
    /// <summary>The first version with --perms, --chmod and --clearenv, without which no plan can be written.</summary>
    public static Version Required { get; } = new(0, 5, 0);

    /// <summary>The first version with --size.</summary>
    public static Version WithSize { get; } = new(0, 7, 0);

    /// <summary>The first version with --overlay.</summary>
    public static Version WithOverlays { get; } = new(0, 10, 0);

    /// <summary>The first version that cannot be traced while it sets up as set-user-id (CVE-2026-41163).</summary>
    public static Version WithSafeSetuid { get; } = new(0, 11, 2);

    /// <summary>
    /// The first version that does not follow a symbolic link out of the new root when it makes files and directories
    /// (CVE-2026-87766, GHSA-pxhw-h44j-8pfx).
    /// </summary>
    public static Version WithSafeTargets { get; } = new(0, 12, 0);

    /// <summary>Whether it mounts overlays; refused to set-user-id programs in every version.</summary>
    public bool MountsOverlays => Version >= WithOverlays && !IsSetuid;

    /// <summary>Whether a tmpfs can have a size; refused to set-user-id programs in every version.</summary>
    public bool LimitsSizes => Version >= WithSize && !IsSetuid;
}
