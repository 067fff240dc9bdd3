using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>
/// A directory of the host that outputs go to. What is there of it is held from before the command starts, and the rest is
/// made when there is something to put into it.
/// </summary>
internal sealed unsafe class OutputTarget : IDisposable
{
    private const uint AnyMode = 0x1FF; // 0777, less the umask

    private readonly string _path;
    private readonly Stack<string> _missing = new();
    private DescriptorHandle _directory;
    private ScratchDirectory? _staging;

    private OutputTarget(string path, string member)
    {
        _path = path;
        var place = path;
        while ((_directory = LinkFreePath.TryOpen(place, LibC.O_PATH | LibC.O_DIRECTORY)).IsInvalid)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.ENOENT || place == "/")
            {
                throw Refused(member, place, errno);
            }

            _missing.Push(Path.GetFileName(place));
            place = Path.GetDirectoryName(place)!;
        }

        if (LibC.access(DescriptorPath.Of(_directory), LibC.W_OK | LibC.X_OK) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            _directory.Dispose();
            throw Refused(member, place, errno);
        }
    }

    /// <summary>Holds a directory, or the deepest of those above it that is there.</summary>
    /// <remarks>
    /// No link is followed to it: an earlier run may have brought it forth, in a directory of outputs, and have it lead
    /// anywhere.
    /// </remarks>
    /// <param name="path">The directory.</param>
    /// <param name="member">The member of the spec that asks for it.</param>
    /// <exception cref="SandboxSpecException">Nothing can be made in it.</exception>
    public static OutputTarget Open(string path, string member) => new(path, member);

    /// <summary>Puts a copy of an entry in the place of what has its name here, in one step (renameat2(2)).</summary>
    /// <param name="from">The directory the entry is in.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="SandboxSetupException">It cannot be; what was here still is.</exception>
    public void Replace(DescriptorHandle from, string name)
    {
        var path = $"{_path}/{name}";
        var staging = _staging ??= Stage();
        var entry = Bytes(name);
        TreeCopy.Copy(from, entry, staging.Handle, entry, path);

        // To be moved, a directory must be writable: its ".." changes.
        using var copy = OwnedDirectory.TryUnlock(staging.Handle, entry);
        using var replaced = OwnedDirectory.TryUnlock(_directory, entry);
        if (!Move(staging, entry))
        {
            var errno = Marshal.GetLastPInvokeError();
            replaced?.Restore();
            throw SystemError.From(errno, "replace", path);
        }

        copy?.Restore();
    }

    /// <summary>Removes what has been replaced.</summary>
    /// <returns>Why some of it is left; null where nothing is.</returns>
    public string? Finish() => _staging?.Remove() is { } problem
        ? $"what outputs have replaced in {_path} could not be removed as a whole, and is left in {_path}/{Path.GetFileName(_staging.Path)}: {problem}"
        : null;

    /// <summary>A name as the kernel takes it.</summary>
    public static ImmutableArray<byte> Bytes(string name) => [.. Encoding.UTF8.GetBytes(name), 0];

    /// <inheritdoc/>
    public void Dispose()
    {
        _staging?.Dispose();
        _directory.Dispose();
    }

    // What is exchanged ends up there, and is removed with it.
    private ScratchDirectory Stage()
    {
        while (_missing.TryPeek(out var name))
        {
            fixed (byte* entry = Bytes(name).AsSpan())
            {
                const int Flags = LibC.O_PATH | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
                if (LibC.mkdirat(_directory.Number, entry, AnyMode) != 0 && Marshal.GetLastPInvokeError() != Errno.EEXIST)
                {
                    throw SystemError.Last("make the directory", _path);
                }

                var made = new DescriptorHandle(LibC.openat(_directory.Number, entry, Flags, 0));
                if (made.IsInvalid)
                {
                    throw SystemError.Last("open the directory", _path);
                }

                _directory.Dispose();
                _directory = made;
                _missing.Pop();
            }
        }

        return ScratchDirectory.CreateIn(_directory, _path);
    }

    private bool Move(ScratchDirectory staging, ImmutableArray<byte> name)
    {
        fixed (byte* entry = name.AsSpan())
        {
            if (Rename(staging, entry, LibC.RENAME_NOREPLACE)
                || (Marshal.GetLastPInvokeError() == Errno.EEXIST && Rename(staging, entry, LibC.RENAME_EXCHANGE)))
            {
                return true;
            }

            // A file system that knows neither, such as NFS. A directory that is in the way is refused there.
            return Marshal.GetLastPInvokeError() == Errno.EINVAL && Rename(staging, entry, 0);
        }
    }

    private bool Rename(ScratchDirectory staging, byte* name, uint flags) =>
        LibC.renameat2(staging.Handle.Number, name, _directory.Number, name, flags) == 0;

    private static SandboxSpecException Refused(string member, string place, int errno) => errno == Errno.ELOOP
        ? new(
            member,
            $"a symbolic link leads to {place}, which an earlier run may have made",
            $"if it is meant, name the directory it leads to{(RealPath(place) is { } real ? $": {real}" : "")}")
        : new(
            member, $"nothing can be made in {place}: {Errno.Describe(errno)}", "name an output in a directory you may write to");

    private static string? RealPath(string path)
    {
        using var place = new DescriptorHandle(LibC.open(path, LibC.O_PATH | LibC.O_CLOEXEC, 0));
        return place.IsInvalid ? null : HostFileSystem.Instance.ReadLink(DescriptorPath.Of(place));
    }
}
