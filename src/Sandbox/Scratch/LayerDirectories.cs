using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Scratch;

/// <summary>Makes the directories of throwaway layers.</summary>
internal static unsafe class LayerDirectories
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes them, empty.</summary>
    /// <exception cref="SandboxSetupException">They cannot be made.</exception>
    public static void Make(IEnumerable<ThrowawayLayer> layers)
    {
        foreach (var layer in layers)
        {
            try
            {
                Directory.CreateDirectory(layer.Work, OwnerOnly);
                Directory.CreateDirectory(layer.Upper, OwnerOnly);
                CopyAttributes(layer.Source, layer.Upper);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SandboxSetupException(
                    $"could not make a throwaway layer in {layer.Directory}: {exception.Message}",
                    "name a scratch directory with room on a local disk (--scratch DIR)",
                    exception)
                {
                    Path = layer.Directory,
                };
            }
        }
    }

    // Seen inside is the upper directory. Where it cannot belong to whom the lower one does, as for an ordinary user, its
    // owner must not be let write what they could not outside.
    private static void CopyAttributes(string source, string upper)
    {
        FileStatus status;
        const uint Wanted = LibC.STATX_MODE | LibC.STATX_UID | LibC.STATX_GID;
        using var below = LinkFreePath.TryOpen(source, LibC.O_PATH | LibC.O_DIRECTORY);
        if (below.IsInvalid || LibC.statx(below.Number, "", LibC.AT_EMPTY_PATH, Wanted, &status) != 0)
        {
            // What it is for is gone, or cannot be reached: sandbox-init tells.
            return;
        }

        var mode = (UnixFileMode)(status.Mode & ~LibC.S_IFMT) & ~(UnixFileMode.SetUser | UnixFileMode.SetGroup);
        var mayWrite = LibC.lchown(upper, status.UserId, status.GroupId) == 0
            || status.UserId == LibC.geteuid()
            || mode.HasFlag(UnixFileMode.OtherWrite);
        File.SetUnixFileMode(upper, mayWrite ? mode : mode & ~AnyWrite);
    }
}
