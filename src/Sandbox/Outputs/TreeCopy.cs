using System.Collections.Immutable;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>
/// Copies what a command has made: files, directories and links, by the bytes of their names. No link is followed, nothing
/// but permission bits and times is kept, and modes that let nobody read are no obstacle.
/// </summary>
internal static unsafe class TreeCopy
{
    /// <summary>How deep directories may be nested: each is held open while what is in it is copied.</summary>
    public const int MaxDepth = 256;

    private const int PathMax = 4096;
    private const uint Permissions = 0x1FF; // 0777: neither set-user-id nor set-group-id
    private const uint OwnerReads = 0x100; // 0400
    private const uint OwnerAll = 0x1C0; // 0700
    private const uint OwnerWrites = 0x180; // 0600

    /// <summary>Copies one entry with all that is in it.</summary>
    /// <param name="from">The directory it is in.</param>
    /// <param name="name">Its name, with a NUL.</param>
    /// <param name="to">The directory the copy is made in.</param>
    /// <param name="newName">The name of the copy, with a NUL; nothing is there.</param>
    /// <param name="path">What it is called, for the message of an error.</param>
    /// <exception cref="SandboxSetupException">It cannot be copied; part of the copy may be there.</exception>
    public static void Copy(
        DescriptorHandle from, ImmutableArray<byte> name, DescriptorHandle to, ImmutableArray<byte> newName, string path) =>
        Copy(from, name, to, newName, path, depth: 0);

    private static void Copy(
        DescriptorHandle from, ImmutableArray<byte> name, DescriptorHandle to, ImmutableArray<byte> newName, string path, int depth)
    {
        using var source = Descriptor(OpenAt(from, name, LibC.O_PATH | LibC.O_NOFOLLOW), "open", path);
        FileStatus status;
        Check(LibC.statx(source.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_BASIC_STATS, &status), "look at", path);
        switch (status.Mode & LibC.S_IFMT)
        {
            case LibC.S_IFREG:
                CopyFile(source, status, to, newName, path);
                break;
            case LibC.S_IFDIR when depth < MaxDepth:
                CopyDirectory(source, status, to, newName, path, depth);
                break;
            case LibC.S_IFDIR:
                throw new SandboxSetupException($"{path} is nested more than {MaxDepth} directories deep");
            case LibC.S_IFLNK:
                CopyLink(source, to, newName, path);
                break;
            default:
                throw new SandboxSetupException(
                    $"{path} is a device, socket or named pipe; only files, directories and links are taken out");
        }
    }

    private static void CopyFile(
        DescriptorHandle place, in FileStatus status, DescriptorHandle to, ImmutableArray<byte> name, string path)
    {
        using var source = Reopen(place, status, OwnerReads, LibC.O_RDONLY, path);
        using var copy = Descriptor(
            OpenAt(to, name, LibC.O_WRONLY | LibC.O_CREAT | LibC.O_EXCL | LibC.O_NOFOLLOW, OwnerWrites), "make a copy of", path);
        FileCopy.Copy(source, copy, (long)status.Size, path);
        Finish(copy, status, path);
    }

    private static void CopyDirectory(
        DescriptorHandle place, in FileStatus status, DescriptorHandle to, ImmutableArray<byte> name, string path, int depth)
    {
        using var source = Reopen(place, status, OwnerAll, LibC.O_RDONLY | LibC.O_DIRECTORY, path);
        fixed (byte* entry = name.AsSpan())
        {
            Check(LibC.mkdirat(to.Number, entry, OwnerAll), "make a copy of", path);
        }

        using var copy = Descriptor(
            OpenAt(to, name, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW), "open the copy of", path);
        foreach (var entry in DirectoryEntry.ReadAll(source, path))
        {
            Copy(source, entry.Name, copy, entry.Name, $"{path}/{Encoding.UTF8.GetString(entry.Name.AsSpan()[..^1])}", depth + 1);
        }

        Finish(copy, status, path);
    }

    private static void CopyLink(DescriptorHandle link, DescriptorHandle to, ImmutableArray<byte> name, string path)
    {
        var target = stackalloc byte[PathMax];
        byte end = 0;
        var length = LibC.readlinkat(link.Number, &end, target, PathMax - 1);
        Check((int)length, "read the link", path);
        target[length] = 0;
        fixed (byte* entry = name.AsSpan())
        {
            Check(LibC.symlinkat(target, to.Number, entry), "make a copy of", path);
        }
    }

    /// <summary>Opens what a descriptor stands for, and gives its owner the right to it first.</summary>
    private static DescriptorHandle Reopen(DescriptorHandle place, in FileStatus status, uint needed, int flags, string path)
    {
        // The number, for a name could lead to something else by now.
        var held = DescriptorPath.Of(place);
        if ((status.Mode & needed) != needed)
        {
            Check(LibC.chmod(held, (status.Mode & Permissions) | needed), "change the mode of", path);
        }

        return Descriptor(LibC.open(held, flags | LibC.O_CLOEXEC, 0), "open", path);
    }

    private static void Finish(DescriptorHandle copy, in FileStatus status, string path)
    {
        var times = stackalloc TimeSpec[2];
        times[0] = new TimeSpec { Nanoseconds = LibC.UTIME_OMIT };
        times[1] = new TimeSpec { Seconds = (nint)status.Modified, Nanoseconds = (nint)status.ModifiedNanoseconds };
        Check(LibC.futimens(copy.Number, times), "set the time of the copy of", path);
        Check(LibC.fchmod(copy.Number, status.Mode & Permissions), "set the mode of the copy of", path);
    }

    private static int OpenAt(DescriptorHandle directory, ImmutableArray<byte> name, int flags, uint mode = 0)
    {
        fixed (byte* entry = name.AsSpan())
        {
            return LibC.openat(directory.Number, entry, flags | LibC.O_CLOEXEC, mode);
        }
    }

    private static DescriptorHandle Descriptor(int answer, string doing, string path)
    {
        Check(answer, doing, path);
        return new DescriptorHandle(answer);
    }

    private static void Check(int answer, string doing, string path)
    {
        if (answer < 0)
        {
            throw SystemError.Last(doing, path);
        }
    }
}
