using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Scratch;

/// <summary>The directory in which scratch directories are made.</summary>
internal static unsafe class ScratchParent
{
    private const string Name = "run-sandbox";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The user's own, or null where there is no home directory to have a cache in.</summary>
    public static string? Default
    {
        get
        {
            // One that is not absolute counts for nothing, as the specification has it.
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache))
            {
                return Path.Combine(cache, Name);
            }

            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            return Path.IsPathRooted(home) ? Path.Combine(home, ".cache", Name) : null;
        }
    }

    /// <summary>The one that is asked for, else <c>run-sandbox</c> in the user's cache directory (XDG Base Directory).</summary>
    /// <exception cref="SandboxSetupException">There is no home directory to have a cache in.</exception>
    public static string PathOf(string? asked) => asked ?? Default ?? throw new SandboxSetupException(
        "could not find a place for files of the run: there is no home directory",
        "set XDG_CACHE_HOME or HOME, or name a directory (--scratch DIR)");

    /// <summary>Opens it, and makes sure that nobody can exchange what is made in it.</summary>
    /// <param name="asked">What was asked for, which must be there already; null: the user's own, which is made.</param>
    /// <returns>The directory (O_PATH), and its path without symbolic links.</returns>
    /// <exception cref="SandboxSetupException">It is not there, cannot be made, or others may exchange what is in it.</exception>
    public static (DescriptorHandle Place, string Path) Open(string? asked)
    {
        var path = PathOf(asked);
        if (asked is null)
        {
            Make(path);
        }

        // Its name may lead there through links; from here on it is what is open.
        var place = new DescriptorHandle(LibC.open(path, LibC.O_PATH | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0));
        try
        {
            return (place, Check(place, path));
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private static string Check(DescriptorHandle place, string path)
    {
        FileStatus status;
        if (place.IsInvalid || LibC.statx(place.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_MODE | LibC.STATX_UID, &status) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw errno == Errno.ENOTDIR
                ? Unfit(path, "it is not a directory", "name a directory")
                : Unfit(path, Errno.Describe(errno), "make it, or name another (--scratch DIR)");
        }

        var mode = (UnixFileMode)(status.Mode & ~LibC.S_IFMT);
        var othersWrite = (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0 && !mode.HasFlag(UnixFileMode.StickyBit);
        if (othersWrite || (status.UserId != 0 && status.UserId != LibC.geteuid()))
        {
            throw Unfit(
                path,
                "others may rename what is in it",
                "name a directory of your own (--scratch DIR), or one with the sticky bit, as /var/tmp has");
        }

        return HostFileSystem.Instance.ReadLink(DescriptorPath.Of(place)) is { } resolved && resolved.StartsWith('/')
            ? resolved
            : throw Unfit(path, "the kernel does not tell its path", "mount the proc of this pid namespace on /proc (mount -t proc proc /proc)");
    }

    private static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxSetupException(
                $"could not make the scratch directory {path}: {exception.Message}",
                "set XDG_CACHE_HOME to a directory that can be written, or name one (--scratch DIR)")
            {
                Path = path,
            };
        }
    }

    private static SandboxSetupException Unfit(string path, string reason, string hint) =>
        new($"could not use the scratch directory {path}: {reason}", hint) { Path = path };
}
