using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Scratch;

/// <summary>Scratch directories as entries of the directory they are in.</summary>
internal static unsafe class ScratchEntry
{
    public static DescriptorHandle OpenAt(DescriptorHandle directory, ImmutableArray<byte> name)
    {
        fixed (byte* entry = name.AsSpan())
        {
            const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
            return new DescriptorHandle(LibC.openat(directory.Number, entry, Flags, 0));
        }
    }

    /// <summary>Opens a directory of this user's; null for anything else, such as a link somebody put there.</summary>
    public static DescriptorHandle? OpenOwn(DescriptorHandle directory, ImmutableArray<byte> name)
    {
        var place = OpenAt(directory, name);
        FileStatus status;
        if (!place.IsInvalid
            && LibC.statx(place.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_UID, &status) == 0
            && status.UserId == LibC.geteuid())
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    /// <summary>
    /// Removes one. To look for leftovers must not keep anybody from running, and to leave some must not fail a run that is over.
    /// </summary>
    /// <returns>Why some of it is still there; null where nothing is.</returns>
    public static string? TryRemove(DescriptorHandle directory, ImmutableArray<byte> name, DescriptorHandle place, string path)
    {
        try
        {
            TreeRemoval.Empty(place, path);
            fixed (byte* entry = name.AsSpan())
            {
                return LibC.unlinkat(directory.Number, entry, LibC.AT_REMOVEDIR) == 0 || Marshal.GetLastPInvokeError() == Errno.ENOENT
                    ? null
                    : SystemError.Last("remove", path).Message;
            }
        }
        catch (SandboxSetupException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>A name as text.</summary>
    public static string Text(ImmutableArray<byte> name) => Encoding.UTF8.GetString(name.AsSpan()[..^1]);
}
