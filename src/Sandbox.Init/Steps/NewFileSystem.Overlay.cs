using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Overlays (overlayfs).</summary>
internal static unsafe partial class NewFileSystem
{
    /// <summary>
    /// An overlay whose marks are extended attributes anybody may set, as it must be in a user namespace, and which is never
    /// written back to disk at its end: it is thrown away.
    /// </summary>
    /// <param name="lower">The directory below.</param>
    /// <param name="layers">The directory of layers.</param>
    /// <param name="layer">Which of them is above.</param>
    /// <param name="attributes">MOUNT_ATTR_*.</param>
    public static Outcome Overlay(int lower, int layers, uint layer, ulong attributes, out int mount)
    {
        var outcome = Open("overlay"u8.Pointer, out var context);
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Fsconfig, Mounts.SetFlag(context, "userxattr"u8.Pointer));
        }

        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Fsconfig, Mounts.SetFlag(context, "volatile"u8.Pointer));
        }

        // By descriptor: in a path, a colon or a backslash would mean something.
        var path = stackalloc byte[LayerPath.BufferSize];
        if (!outcome.Failed)
        {
            outcome = Set(context, "lowerdir"u8.Pointer, LayerPath.Of(lower, path));
        }

        if (!outcome.Failed)
        {
            outcome = Set(context, "upperdir"u8.Pointer, LayerPath.Of(layers, layer, "/upper"u8.Pointer, path));
        }

        if (!outcome.Failed)
        {
            outcome = Set(context, "workdir"u8.Pointer, LayerPath.Of(layers, layer, "/work"u8.Pointer, path));
        }

        return Mount(outcome, context, attributes, out mount);
    }
}
