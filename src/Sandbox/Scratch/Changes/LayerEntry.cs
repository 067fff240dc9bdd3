using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Scratch.Changes;

/// <summary>A file of one side of an overlay, looked up by its name in an open directory, no link followed.</summary>
internal sealed unsafe class LayerEntry
{
    private const int PathMax = 4096;
    private const int BlockSize = 64 * 1024;
    private const uint OwnerOnly = 0x1C0; // 0700
    private const uint OwnerReads = 0x100; // 0400
    private const uint ReadAndSearch = 0x140; // 0500

    private readonly DescriptorHandle _directory;
    private readonly ImmutableArray<byte> _name;
    private readonly FileStatus _status;

    private LayerEntry(DescriptorHandle directory, ImmutableArray<byte> name, FileStatus status) =>
        (_directory, _name, _status) = (directory, name, status);

    /// <summary>What it is.</summary>
    public SandboxFileType Type => (_status.Mode & LibC.S_IFMT) switch
    {
        LibC.S_IFREG => SandboxFileType.File,
        LibC.S_IFDIR => SandboxFileType.Directory,
        LibC.S_IFLNK => SandboxFileType.Symlink,
        _ => SandboxFileType.Other,
    };

    /// <summary>Whether it stands for nothing: in a layer, a device 0:0 hides what is below.</summary>
    public bool IsWhiteout =>
        (_status.Mode & LibC.S_IFMT) == LibC.S_IFCHR && _status is { DeviceNodeMajor: 0, DeviceNodeMinor: 0 };

    public ushort Permissions => (ushort)(_status.Mode & ~LibC.S_IFMT);

    public (uint User, uint Group) Owner => (_status.UserId, _status.GroupId);

    /// <summary>Looks up a name; null where there is nothing, or where there is no directory to look in.</summary>
    public static LayerEntry? Find(DescriptorHandle? directory, ImmutableArray<byte> name)
    {
        if (directory is null)
        {
            return null;
        }

        FileStatus status;
        const uint Wanted = LibC.STATX_BASIC_STATS;
        fixed (byte* entry = name.AsSpan())
        {
            return LibC.statx(directory.Number, entry, LibC.AT_SYMLINK_NOFOLLOW, Wanted, &status) == 0
                ? new LayerEntry(directory, name, status)
                : null;
        }
    }

    /// <summary>What differs from what was there before, which is of the same type.</summary>
    public SandboxChangeAspects Compare(LayerEntry before)
    {
        var aspects = Permissions == before.Permissions ? SandboxChangeAspects.None : SandboxChangeAspects.Mode;
        aspects |= Owner == before.Owner ? SandboxChangeAspects.None : SandboxChangeAspects.Owner;
        if (Type == SandboxFileType.Directory)
        {
            return aspects;
        }

        aspects |= IsSameContent(before) ? SandboxChangeAspects.None : SandboxChangeAspects.Content;
        return (_status.Modified, _status.ModifiedNanoseconds) == (before._status.Modified, before._status.ModifiedNanoseconds)
            ? aspects
            : aspects | SandboxChangeAspects.Time;
    }

    /// <summary>
    /// Opens it, a directory of the host, for reading; null where it cannot be, or nothing in it can be looked at, with the
    /// calling thread's last error.
    /// </summary>
    public DescriptorHandle? OpenDirectory()
    {
        var directory = Open(LibC.O_DIRECTORY, force: false);
        if (directory is null || Find(directory, [(byte)'.', 0]) is not null)
        {
            return directory;
        }

        var errno = Marshal.GetLastPInvokeError();
        directory.Dispose();
        Marshal.SetLastPInvokeError(errno);
        return null;
    }

    /// <summary>Opens it, a directory of the layer, for reading, and gives its owner the right to it first.</summary>
    /// <param name="mode">The mode it had; null: it is as it was.</param>
    public DescriptorHandle? OpenOwnDirectory(out uint? mode)
    {
        mode = (Permissions & ReadAndSearch) == ReadAndSearch ? null : Permissions;
        return Open(LibC.O_DIRECTORY, force: mode is not null);
    }

    /// <summary>Opens the directory that a directory is in; null where it cannot be.</summary>
    public static DescriptorHandle? OpenAbove(DescriptorHandle directory)
    {
        fixed (byte* above = "..\0"u8)
        {
            var descriptor = LibC.openat(directory.Number, above, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0);
            return descriptor < 0 ? null : new DescriptorHandle(descriptor);
        }
    }

    private bool IsSameContent(LayerEntry before) => Type switch
    {
        SandboxFileType.File => _status.Size == before._status.Size && HasSameBytes(before),
        SandboxFileType.Symlink => ReadLink().SequenceEqual(before.ReadLink()),
        _ => (_status.DeviceNodeMajor, _status.DeviceNodeMinor) == (before._status.DeviceNodeMajor, before._status.DeviceNodeMinor),
    };

    // What cannot be read may have changed: to say so is the safer answer.
    private bool HasSameBytes(LayerEntry before)
    {
        var isClosed = (Permissions & OwnerReads) == 0;
        using var mine = Open(flags: 0, force: isClosed);
        if (isClosed && mine is not null)
        {
            LibC.fchmod(mine.Number, Permissions);
        }

        using var theirs = before.Open(flags: 0, force: false);
        return mine is not null && theirs is not null && HaveSameBytes(mine, theirs);
    }

    private static bool HaveSameBytes(DescriptorHandle mine, DescriptorHandle theirs)
    {
        byte[] first = new byte[BlockSize], second = new byte[BlockSize];
        while (true)
        {
            var length = ReadBlock(mine, first);
            if (length < 0 || length != ReadBlock(theirs, second) || !first.AsSpan(0, length).SequenceEqual(second.AsSpan(0, length)))
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }
        }
    }

    /// <returns>Fewer bytes than fit at the end of the file; -1 after an error.</returns>
    private static int ReadBlock(DescriptorHandle file, byte[] block)
    {
        var done = 0;
        fixed (byte* start = block)
        {
            while (done < block.Length)
            {
                var length = (int)LibC.read(file.Number, start + done, block.Length - done);
                if (length < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR)
                {
                    continue;
                }

                if (length <= 0)
                {
                    return length < 0 ? -1 : done;
                }

                done += length;
            }
        }

        return done;
    }

    private byte[] ReadLink()
    {
        var buffer = new byte[PathMax];
        fixed (byte* name = _name.AsSpan())
        fixed (byte* start = buffer)
        {
            return buffer[..(int)Math.Max(LibC.readlinkat(_directory.Number, name, start, PathMax), 0)];
        }
    }

    private DescriptorHandle? Open(int flags, bool force)
    {
        const int Always = LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        fixed (byte* name = _name.AsSpan())
        {
            using var place = new DescriptorHandle(LibC.openat(_directory.Number, name, flags | Always | LibC.O_PATH, 0));
            if (place.IsInvalid)
            {
                return null;
            }

            // Through the descriptor, so that it is what was looked at, and no link.
            var path = DescriptorPath.Of(place);
            if (force)
            {
                LibC.chmod(path, Permissions | OwnerOnly);
            }

            var descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC | flags, 0);

            return descriptor < 0 ? null : new DescriptorHandle(descriptor);
        }
    }
}
