using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>A directory whose owner was given every right to it for a while.</summary>
internal sealed unsafe class OwnedDirectory : IDisposable
{
    private const uint OwnerAll = 0x1C0; // 0700
    private const uint Permissions = 0xFFF; // 07777

    private readonly DescriptorHandle _place;
    private readonly uint _mode;

    private OwnedDirectory(DescriptorHandle place, uint mode) => (_place, _mode) = (place, mode);

    /// <summary>Gives the owner every right.</summary>
    /// <returns>Null where that is nothing to do, or nothing this user may do; and where there is no directory.</returns>
    public static OwnedDirectory? TryUnlock(DescriptorHandle parent, ImmutableArray<byte> name)
    {
        const int Flags = LibC.O_PATH | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        fixed (byte* entry = name.AsSpan())
        {
            var place = new DescriptorHandle(LibC.openat(parent.Number, entry, Flags, 0));
            FileStatus status;
            if (!place.IsInvalid
                && LibC.statx(place.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_MODE, &status) == 0
                && (status.Mode & OwnerAll) != OwnerAll
                && SetMode(place, (status.Mode & Permissions) | OwnerAll))
            {
                return new OwnedDirectory(place, status.Mode & Permissions);
            }

            place.Dispose();
            return null;
        }
    }

    /// <summary>Gives it the mode it had.</summary>
    public void Restore() => SetMode(_place, _mode);

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private static bool SetMode(DescriptorHandle place, uint mode) =>
        LibC.chmod(DescriptorPath.Of(place), mode) == 0;
}
