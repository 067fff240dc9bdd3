using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux.Checks;

namespace Sandbox.Linux;

/// <summary>The files of this machine.</summary>
internal sealed unsafe class HostFileSystem : IHostFileSystem
{
    private const int PathMax = 4096;
    private const uint Wanted = LibC.STATX_TYPE | LibC.STATX_MODE | LibC.STATX_UID;

    private static readonly EnumerationOptions EveryEntry = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    private HostFileSystem()
    {
    }

    public static HostFileSystem Instance { get; } = new();

    public IEnumerable<HostMount> Mounts => MountTable.ReadOwn().Select(entry => new HostMount(entry.Target, entry.FileSystem));

    public HostEntry? Lookup(string path)
    {
        FileStatus status;
        const int Flags = LibC.AT_SYMLINK_NOFOLLOW | LibC.AT_NO_AUTOMOUNT;
        return LibC.statx(LibC.AT_FDCWD, path, Flags, Wanted, &status) == 0 ? EntryOf(status) : null;
    }

    /// <summary>What a descriptor is open on.</summary>
    /// <exception cref="SandboxSetupException">The kernel does not say.</exception>
    public static HostEntry LookupOpen(SafeHandle handle)
    {
        FileStatus status;
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return LibC.statx((int)handle.DangerousGetHandle(), "", LibC.AT_EMPTY_PATH, Wanted, &status) == 0
                ? EntryOf(status)
                : throw SystemError.Last("look at an open file");
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    private static HostEntry EntryOf(in FileStatus status)
    {
        var kind = (status.Mode & LibC.S_IFMT) switch
        {
            LibC.S_IFDIR => HostEntryKind.Directory,
            LibC.S_IFREG => HostEntryKind.File,
            LibC.S_IFLNK => HostEntryKind.Symlink,
            _ => HostEntryKind.Other,
        };
        return new HostEntry(kind, (UnixFileMode)(status.Mode & ~LibC.S_IFMT), status.UserId);
    }

    public string? ReadLink(string path)
    {
        var buffer = stackalloc byte[PathMax];
        var length = LibC.readlink(path, buffer, PathMax);

        // A link that fills the buffer may be longer: no path of that length can be followed.
        return length is > 0 and < PathMax ? Encoding.UTF8.GetString(buffer, (int)length) : null;
    }

    public IEnumerable<string> List(string path)
    {
        try
        {
            return [.. new FileSystemEnumerable<string>(path, (ref FileSystemEntry entry) => entry.FileName.ToString(), EveryEntry)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
