using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Scratch;

namespace Sandbox;

/// <summary>
/// A directory on disk for the files of one run, which only this user may enter. It ends with the run; where its owner is
/// killed, the next one in the same place removes it.
/// </summary>
/// <remarks>
/// The owner holds a lock on the directory itself (flock(2)), which the kernel gives up when the owner dies, however it
/// does. So what carries the lock is alive, and what does not is swept.
/// </remarks>
public sealed class ScratchDirectory : IDisposable
{
    // With 32 hexadecimal digits after it: nothing else of the user's is called that, where the parent holds other things too.
    private const string NamePrefix = "run-sandbox-";
    private const int Attempts = 100;
    private const uint OwnerOnly = 0x1C0; // 0700

    // A long-lived host sweeps once: what is left there later is its own doing, or swept by whoever comes next.
    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    private readonly DescriptorHandle _lock;

    private ScratchDirectory(string path, DescriptorHandle @lock) => (Path, _lock) = (path, @lock);

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>The directory itself, open for reading.</summary>
    internal DescriptorHandle Handle => _lock;

    /// <summary>Makes one, and removes those whose owners are dead, once in the life of this process for each place.</summary>
    /// <param name="parent">
    /// An absolute path of a directory to make it in: the caller's or root's, and where others may write to it, with the
    /// sticky bit. Null: <c>run-sandbox</c> in <c>$XDG_CACHE_HOME</c>, else in <c>~/.cache</c>.
    /// </param>
    /// <exception cref="SandboxSetupException">None can be made there.</exception>
    public static ScratchDirectory Create(string? parent = null)
    {
        var directory = ScratchParent.Prepare(parent);
        if (Swept.TryAdd(directory, true))
        {
            Sweep(directory);
        }

        return Make(directory);
    }

    /// <summary>
    /// Makes one beside what is to be replaced from it, and removes those whose owners are dead. Whoever may exchange what is
    /// in that directory could do so with what is replaced.
    /// </summary>
    /// <exception cref="SandboxSetupException">None can be made there.</exception>
    internal static ScratchDirectory CreateIn(string directory)
    {
        Sweep(directory);
        return Make(directory);
    }

    private static ScratchDirectory Make(string directory)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryCreate(directory) is { } scratch)
            {
                return scratch;
            }
        }

        throw new SandboxSetupException($"could not make a scratch directory in {directory}: others remove it each time");
    }

    /// <summary>Where <see cref="Create"/> makes them, for this user: a path, of which nothing need be there.</summary>
    /// <param name="parent">As for <see cref="Create"/>.</param>
    /// <exception cref="SandboxSetupException">There is no home directory to have a cache in.</exception>
    public static string ParentOf(string? parent = null) => ScratchParent.PathOf(parent);

    /// <summary>Removes it with all that is in it. What cannot be removed stays, and the next run tries again.</summary>
    public void Dispose()
    {
        if (!_lock.IsClosed)
        {
            TryRemove(Path, _lock);
            _lock.Dispose();
        }
    }

    /// <summary>Removes what dead owners left in a directory. What cannot be removed stays.</summary>
    internal static void Sweep(string directory)
    {
        foreach (var path in Candidates(directory))
        {
            using var place = OpenOwn(path);
            if (place is not null && LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0)
            {
                TryRemove(path, place);
            }
        }
    }

    private static IEnumerable<string> Candidates(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory, $"{NamePrefix}*")
                .Where(path => Guid.TryParseExact(System.IO.Path.GetFileName(path)[NamePrefix.Length..], "N", out _))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One that can be written and not read serves all the same.
            return [];
        }
    }

    // A sweep may come between each two of these calls; it then holds the lock, or has removed the directory.
    private static ScratchDirectory? TryCreate(string directory)
    {
        var path = System.IO.Path.Combine(directory, $"{NamePrefix}{Guid.NewGuid():N}");
        if (LibC.mkdir(path, OwnerOnly) != 0)
        {
            throw Failure("make a scratch directory in", directory);
        }

        var place = OpenOwn(path);
        if (place is null)
        {
            return null;
        }

        if (LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0 && IsStillAt(path, place))
        {
            return new ScratchDirectory(path, place);
        }

        var errno = Marshal.GetLastPInvokeError();
        place.Dispose();
        return errno is Errno.EAGAIN or Errno.ENOENT or 0 ? null : throw Failure("lock a scratch directory in", directory, errno);
    }

    /// <summary>Opens a directory of this user's; null for anything else, such as a link somebody put there.</summary>
    private static unsafe DescriptorHandle? OpenOwn(string path)
    {
        const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        var place = new DescriptorHandle(LibC.open(path, Flags, 0));
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

    private static unsafe bool IsStillAt(string path, DescriptorHandle place)
    {
        FileStatus held;
        FileStatus found;
        return LibC.statx(place.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_INO, &held) == 0
            && LibC.statx(LibC.AT_FDCWD, path, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_INO, &found) == 0
            && held.Inode == found.Inode;
    }

    // To look for leftovers must not keep anybody from running, and to leave some must not fail a run that is over.
    private static void TryRemove(string path, DescriptorHandle place)
    {
        try
        {
            TreeRemoval.Empty(place, path);
            Directory.Delete(path);
        }
        catch (Exception exception) when (exception is SandboxSetupException or IOException or UnauthorizedAccessException)
        {
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
