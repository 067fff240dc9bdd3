using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;
using Sandbox.Scratch;

namespace Sandbox;

/// <summary>
/// A directory on disk for the files of one run, which only this user may enter. It ends with the run; where its owner is
/// killed, the next one in the same place removes it. One that is to be kept stays until somebody removes it.
/// </summary>
/// <remarks>
/// The owner holds a lock on the directory itself (flock(2)), which the kernel gives up when the owner dies, however it
/// does. So what carries the lock is alive, and what does not is swept. It is held by descriptors, so that whatever comes
/// to be at its path meanwhile is neither used nor removed.
/// </remarks>
public sealed unsafe class ScratchDirectory : IDisposable
{
    // With 32 hexadecimal digits after it: nothing else of the user's is called that, where the parent holds other things too.
    internal const string NamePrefix = "run-sandbox-";

    // No sweep takes it for one of its own, whatever becomes of the owner.
    private const string KeptNamePrefix = "run-sandbox-kept-";
    private const int Attempts = 100;
    private const uint OwnerOnly = 0x1C0; // 0700

    // A long-lived host sweeps once: what is left there later is its own doing, or swept by whoever comes next.
    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    private readonly DescriptorHandle _parent;
    private readonly ImmutableArray<byte> _name;
    private readonly bool _isKept;

    private ScratchDirectory(DescriptorHandle parent, ImmutableArray<byte> name, DescriptorHandle handle, string path, bool isKept) =>
        (_parent, _name, Handle, Path, _isKept) = (parent, name, handle, path, isKept);

    /// <summary>Its absolute path; no symbolic link leads to it.</summary>
    public string Path { get; }

    /// <summary>The directory itself, open for reading, and locked.</summary>
    internal DescriptorHandle Handle { get; }

    /// <summary>Makes one, and removes those whose owners are dead, once in the life of this process for each place.</summary>
    /// <param name="parent">
    /// An absolute path of a directory to make it in: the caller's or root's, and where others may write to it, with the
    /// sticky bit. Null: <c>run-sandbox</c> in <c>$XDG_CACHE_HOME</c>, else in <c>~/.cache</c>.
    /// </param>
    /// <param name="keep">Whether it stays when it is disposed, and is swept by nobody.</param>
    /// <exception cref="SandboxSetupException">None can be made there.</exception>
    public static ScratchDirectory Create(string? parent = null, bool keep = false)
    {
        var (place, path) = ScratchParent.Open(parent);
        try
        {
            if (Swept.TryAdd(path, true))
            {
                ScratchSweep.Run(place, path);
            }

            return Make(place, path, keep);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes one beside what is to be replaced from it, and removes those whose owners are dead. Whoever may exchange what is
    /// in that directory could do so with what is replaced.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="path">What it is called.</param>
    /// <exception cref="SandboxSetupException">None can be made there.</exception>
    internal static ScratchDirectory CreateIn(DescriptorHandle directory, string path)
    {
        var place = new DescriptorHandle(LibC.fcntl(directory.Number, LibC.F_DUPFD_CLOEXEC, 0));
        try
        {
            if (place.IsInvalid)
            {
                throw SystemError.Last("make a scratch directory in", path);
            }

            ScratchSweep.Run(place, path);
            return Make(place, path, keep: false);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Where <see cref="Create"/> makes them, for this user: a path, of which nothing need be there.</summary>
    /// <param name="parent">As for <see cref="Create"/>.</param>
    /// <exception cref="SandboxSetupException">There is no home directory to have a cache in.</exception>
    public static string ParentOf(string? parent = null) => ScratchParent.PathOf(parent);

    /// <summary>
    /// Removes it with all that is in it, unless it is to be kept. What cannot be removed stays, and the next run tries again.
    /// </summary>
    public void Dispose()
    {
        if (!_isKept)
        {
            Remove();
        }

        Handle.Dispose();
        _parent.Dispose();
    }

    /// <summary>Removes it with all that is in it, also where it was to be kept.</summary>
    /// <returns>Why some of it is still there, in a sentence for people; null where nothing is.</returns>
    public string? Remove()
    {
        if (Handle.IsClosed)
        {
            return null;
        }

        var problem = ScratchEntry.TryRemove(_parent, _name, Handle, Path);
        if (problem is null)
        {
            Handle.Dispose();
        }

        return problem;
    }

    private static ScratchDirectory Make(DescriptorHandle directory, string path, bool keep)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryCreate(directory, path, keep) is { } scratch)
            {
                return scratch;
            }
        }

        throw new SandboxSetupException($"could not make a scratch directory in {path}: others remove it each time");
    }

    // A sweep may come between each two of these calls; it then holds the lock, or has removed the directory.
    private static ScratchDirectory? TryCreate(DescriptorHandle directory, string path, bool keep)
    {
        ImmutableArray<byte> name = [.. Encoding.ASCII.GetBytes($"{(keep ? KeptNamePrefix : NamePrefix)}{Guid.NewGuid():N}"), 0];
        fixed (byte* entry = name.AsSpan())
        {
            if (LibC.mkdirat(directory.Number, entry, OwnerOnly) != 0)
            {
                throw Failure("make a scratch directory in", path);
            }
        }

        var place = ScratchEntry.OpenOwn(directory, name);
        if (place is null)
        {
            return null;
        }

        if (LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0 && IsStillAt(directory, name, place))
        {
            return new ScratchDirectory(directory, name, place, $"{path.TrimEnd('/')}/{ScratchEntry.Text(name)}", keep);
        }

        var errno = Marshal.GetLastPInvokeError();
        place.Dispose();
        return errno is Errno.EAGAIN or Errno.ENOENT or 0 ? null : throw Failure("lock a scratch directory in", path, errno);
    }

    private static bool IsStillAt(DescriptorHandle directory, ImmutableArray<byte> name, DescriptorHandle place)
    {
        FileStatus held;
        FileStatus found;
        fixed (byte* entry = name.AsSpan())
        {
            return LibC.statx(place.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_INO, &held) == 0
                && LibC.statx(directory.Number, entry, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_INO, &found) == 0
                && held.Inode == found.Inode;
        }
    }

    private static SandboxSetupException Failure(string doing, string directory, int? errno = null) => new(
        $"could not {doing} {directory}: {Errno.Describe(errno ?? Marshal.GetLastPInvokeError())}",
        "name a directory on a local disk that can be written (--scratch DIR)")
    {
        Errno = errno ?? Marshal.GetLastPInvokeError(),
        Path = directory,
    };
}
