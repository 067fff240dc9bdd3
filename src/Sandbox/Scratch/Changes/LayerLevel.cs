using System.Collections.Immutable;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Scratch.Changes;

/// <summary>
/// A directory of an overlay on the way down: both its sides, and what of it is still to be looked at. Its descriptors can be
/// let go of while it waits for what is below.
/// </summary>
internal sealed class LayerLevel : IDisposable
{
    private readonly (ulong Device, ulong Inode)? _upperPlace;
    private readonly (ulong Device, ulong Inode)? _lowerPlace;
    private readonly uint? _upperMode;

    /// <param name="path">What it is called inside.</param>
    /// <param name="upper">The side of the layer, open for reading; null where all below is gone.</param>
    /// <param name="lower">The side of the host; null where there is nothing.</param>
    /// <param name="upperMode">The mode the upper side is to have again in the end; null: it is as it was.</param>
    public LayerLevel(ImmutableArray<byte> path, DescriptorHandle? upper, DescriptorHandle? lower, uint? upperMode = null)
    {
        Path = path;
        (Upper, Lower) = (upper, lower);
        (_upperPlace, _lowerPlace) = (PlaceOf(upper), PlaceOf(lower));
        _upperMode = upperMode;
    }

    public ImmutableArray<byte> Path { get; }

    /// <summary>The side of the layer, or null.</summary>
    public DescriptorHandle? Upper { get; private set; }

    /// <summary>The side of the host, or null.</summary>
    public DescriptorHandle? Lower { get; private set; }

    /// <summary>Names still to be compared.</summary>
    public Queue<ImmutableArray<byte>> Present { get; } = new();

    /// <summary>Names of the lower side that are gone.</summary>
    public Queue<ImmutableArray<byte>> Gone { get; } = new();

    /// <summary>Reads the names that are to be looked at.</summary>
    /// <exception cref="SandboxSetupException">A side cannot be read.</exception>
    public void List()
    {
        var path = Encoding.UTF8.GetString(Path.AsSpan());
        if (Upper is null)
        {
            DirectoryEntry.ReadAll(Lower!, path).ForEach(entry => Gone.Enqueue(entry.Name));
            return;
        }

        DirectoryEntry.ReadAll(Upper, path).ForEach(entry => Present.Enqueue(entry.Name));
        if (Lower is not null && IsOpaque(Upper))
        {
            var kept = Present.Select(Text).ToHashSet(StringComparer.Ordinal);
            DirectoryEntry.ReadAll(Lower, path).Where(entry => !kept.Contains(Text(entry.Name))).ToList().ForEach(entry => Gone.Enqueue(entry.Name));
        }
    }

    /// <summary>Lets go of what <see cref="Resume"/> can open again from the directory below.</summary>
    public void Suspend(LayerLevel below)
    {
        Upper = LetGo(Upper, below.Upper);
        Lower = LetGo(Lower, below.Lower);
    }

    /// <summary>Opens again what was let go of.</summary>
    /// <returns>False where a side is not there any more: the host's may be moved by others.</returns>
    public bool Resume(LayerLevel below)
    {
        Upper ??= Ascend(below.Upper, _upperPlace);
        Lower ??= Ascend(below.Lower, _lowerPlace);
        return (Upper is null) == (_upperPlace is null) && (Lower is null) == (_lowerPlace is null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_upperMode is { } mode && Upper is not null)
        {
            LibC.fchmod(Upper.Number, mode);
        }

        Upper?.Dispose();
        Lower?.Dispose();
    }

    // Names that are no text differ in their bytes, so these are compared one to one.
    private static string Text(ImmutableArray<byte> bytes) => Encoding.Latin1.GetString(bytes.AsSpan());

    // Made anew in the place of one that was removed: nothing of that shows through (overlayfs, opaque directories).
    private static unsafe bool IsOpaque(DescriptorHandle directory)
    {
        byte value;
        return LibC.fgetxattr(directory.Number, "user.overlay.opaque", &value, 1) == 1 && value == (byte)'y';
    }

    // From below, where a side goes on, ".." leads back to it.
    private static DescriptorHandle? LetGo(DescriptorHandle? side, DescriptorHandle? below)
    {
        if (below is null)
        {
            return side;
        }

        side?.Dispose();
        return null;
    }

    private static DescriptorHandle? Ascend(DescriptorHandle? below, (ulong Device, ulong Inode)? place)
    {
        if (below is null || place is null)
        {
            return null;
        }

        var above = LayerEntry.OpenAbove(below);
        if (above is not null && PlaceOf(above) == place)
        {
            return above;
        }

        above?.Dispose();
        return null;
    }

    private static unsafe (ulong Device, ulong Inode)? PlaceOf(DescriptorHandle? directory)
    {
        FileStatus status;
        return directory is not null && LibC.statx(directory.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_INO, &status) == 0
            ? (((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode)
            : null;
    }
}
