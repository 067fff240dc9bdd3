using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;
using Sandbox.Scratch;

namespace Sandbox;

/// <summary>
/// A directory on disk for the files of one run, which only this user may enter. It ends with the run; where its owner is
/// killed, the next one in the same place removes it.
/// </summary>
/// <remarks>
/// The owner holds a lock on the directory itself (flock(2)), which the kernel gives up when the owner dies, however it
/// does. So what carries the lock is alive, and what does not is swept. It is held by descriptors, so that whatever comes
/// to be at its path meanwhile is neither used nor removed.
/// </remarks>
public sealed unsafe class ScratchDirectory : IDisposable
{
    // With 32 hexadecimal digits after it: nothing else of the user's is called that, where the parent holds other things too.
    private const string NamePrefix = "run-sandbox-";
    private const int Attempts = 100;
    private const uint OwnerOnly = 0x1C0; // 0700

    // A long-lived host sweeps once: what is left there later is its own doing, or swept by whoever comes next.
    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    private readonly DescriptorHandle _parent;
    private readonly ImmutableArray<byte> _name;

    private ScratchDirectory(DescriptorHandle parent, ImmutableArray<byte> name, DescriptorHandle handle, string path) =>
        (_parent, _name, Handle, Path) = (parent, name, handle, path);

    /// <summary>Its absolute path; no symbolic link leads to it.</summary>
    public string Path { get; }

    /// <summary>The directory itself, open for reading, and locked.</summary>
    internal DescriptorHandle Handle { get; }

    /// <summary>Makes one, and removes those whose owners are dead, once in the life of this process for each place.</summary>
    /// <param name="parent">
    /// An absolute path of a directory to make it in: the caller's or root's, and where others may write to it, with the
    /// sticky bit. Null: <c>run-sandbox</c> in <c>$XDG_CACHE_HOME</c>, else in <c>~/.cache</c>.
    /// </param>
    /// <exception cref="SandboxSetupException">None can be made there.</exception>
    public static ScratchDirectory Create(string? parent = null)
    {
        var (place, path) = ScratchParent.Open(parent);
        try
        {
            if (Swept.TryAdd(path, true))
            {
                Sweep(place, path);
            }

            return Make(place, path);
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

            Sweep(place, path);
            return Make(place, path);
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

    /// <summary>Removes it with all that is in it. What cannot be removed stays, and the next run tries again.</summary>
    public void Dispose()
    {
        if (!Handle.IsClosed)
        {
            TryRemove(_parent, _name, Handle, Path);
            Handle.Dispose();
            _parent.Dispose();
        }
    }

    /// <summary>Removes what dead owners left in a directory. What cannot be removed stays.</summary>
    internal static void Sweep(string directory)
    {
        using var place = new DescriptorHandle(LibC.open(directory, LibC.O_PATH | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0));
        Sweep(place, directory);
    }

    private static void Sweep(DescriptorHandle directory, string path)
    {
        foreach (var name in Candidates(directory, path))
        {
            using var place = OpenOwn(directory, name);
            if (place is not null && LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0)
            {
                TryRemove(directory, name, place, $"{path}/{Text(name)}");
            }
        }
    }

    private static ImmutableArray<ImmutableArray<byte>> Candidates(DescriptorHandle directory, string path)
    {
        using var readable = OpenAt(directory, [(byte)'.', 0]);
        try
        {
            // One that can be written and not read serves all the same.
            return readable.IsInvalid ? [] : [.. DirectoryEntry.ReadAll(readable, path).Select(entry => entry.Name).Where(IsCandidate)];
        }
        catch (SandboxSetupException)
        {
            return [];
        }
    }

    private static bool IsCandidate(ImmutableArray<byte> name) =>
        Text(name) is var text
        && text.StartsWith(NamePrefix, StringComparison.Ordinal)
        && Guid.TryParseExact(text[NamePrefix.Length..], "N", out _);

    private static ScratchDirectory Make(DescriptorHandle directory, string path)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryCreate(directory, path) is { } scratch)
            {
                return scratch;
            }
        }

        throw new SandboxSetupException($"could not make a scratch directory in {path}: others remove it each time");
    }

    // A sweep may come between each two of these calls; it then holds the lock, or has removed the directory.
    private static ScratchDirectory? TryCreate(DescriptorHandle directory, string path)
    {
        ImmutableArray<byte> name = [.. Encoding.ASCII.GetBytes($"{NamePrefix}{Guid.NewGuid():N}"), 0];
        fixed (byte* entry = name.AsSpan())
        {
            if (LibC.mkdirat(directory.Number, entry, OwnerOnly) != 0)
            {
                throw Failure("make a scratch directory in", path);
            }
        }

        var place = OpenOwn(directory, name);
        if (place is null)
        {
            return null;
        }

        if (LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0 && IsStillAt(directory, name, place))
        {
            return new ScratchDirectory(directory, name, place, $"{path.TrimEnd('/')}/{Text(name)}");
        }

        var errno = Marshal.GetLastPInvokeError();
        place.Dispose();
        return errno is Errno.EAGAIN or Errno.ENOENT or 0 ? null : throw Failure("lock a scratch directory in", path, errno);
    }

    private static DescriptorHandle OpenAt(DescriptorHandle directory, ImmutableArray<byte> name)
    {
        fixed (byte* entry = name.AsSpan())
        {
            const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
            return new DescriptorHandle(LibC.openat(directory.Number, entry, Flags, 0));
        }
    }

    /// <summary>Opens a directory of this user's; null for anything else, such as a link somebody put there.</summary>
    private static DescriptorHandle? OpenOwn(DescriptorHandle directory, ImmutableArray<byte> name)
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

    // To look for leftovers must not keep anybody from running, and to leave some must not fail a run that is over.
    private static void TryRemove(DescriptorHandle directory, ImmutableArray<byte> name, DescriptorHandle place, string path)
    {
        try
        {
            TreeRemoval.Empty(place, path);
            fixed (byte* entry = name.AsSpan())
            {
                LibC.unlinkat(directory.Number, entry, LibC.AT_REMOVEDIR);
            }
        }
        catch (SandboxSetupException)
        {
        }
    }

    private static string Text(ImmutableArray<byte> name) => Encoding.UTF8.GetString(name.AsSpan()[..^1]);

    private static SandboxSetupException Failure(string doing, string directory, int? errno = null) => new(
        $"could not {doing} {directory}: {Errno.Describe(errno ?? Marshal.GetLastPInvokeError())}",
        "name a directory on a local disk that can be written (--scratch DIR)")
    {
        Errno = errno ?? Marshal.GetLastPInvokeError(),
        Path = directory,
    };
}
