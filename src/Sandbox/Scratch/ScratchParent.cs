using Sandbox.Linux;

namespace Sandbox.Scratch;

/// <summary>The directory in which scratch directories are made.</summary>
internal static unsafe class ScratchParent
{
    private const string Name = "run-sandbox";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The one that is asked for, else <c>run-sandbox</c> in the user's cache directory (XDG Base Directory).</summary>
    /// <exception cref="SandboxSetupException">There is no home directory to have a cache in.</exception>
    public static string PathOf(string? asked)
    {
        if (asked is not null)
        {
            return asked;
        }

        // One that is not absolute counts for nothing, as the specification has it.
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache))
        {
            return Path.Combine(cache, Name);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(home)
            ? Path.Combine(home, ".cache", Name)
            : throw new SandboxSetupException(
                "could not find a place for files of the run: there is no home directory",
                "set XDG_CACHE_HOME or HOME, or name a directory (--scratch DIR)");
    }

    /// <summary>Makes sure that it is there, and that nobody can exchange what is made in it.</summary>
    /// <param name="asked">What was asked for, which must be there already; null: the user's own, which is made.</param>
    /// <returns>Its path, links resolved as far as they lead to it.</returns>
    /// <exception cref="SandboxSetupException">It is not there, cannot be made, or others may exchange what is in it.</exception>
    public static string Prepare(string? asked)
    {
        var path = PathOf(asked);
        if (asked is null)
        {
            Make(path);
        }

        FileStatus status;
        if (LibC.statx(LibC.AT_FDCWD, path, 0, LibC.STATX_TYPE | LibC.STATX_MODE | LibC.STATX_UID, &status) != 0)
        {
            throw new SandboxSetupException(
                $"could not use the scratch directory {path}: {Errno.Describe(System.Runtime.InteropServices.Marshal.GetLastPInvokeError())}",
                "make it, or name another (--scratch DIR)")
            {
                Path = path,
            };
        }

        if ((status.Mode & LibC.S_IFMT) != LibC.S_IFDIR)
        {
            throw Unfit(path, "it is not a directory", "name a directory");
        }

        var mode = (UnixFileMode)(status.Mode & ~LibC.S_IFMT);
        var othersWrite = (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0 && !mode.HasFlag(UnixFileMode.StickyBit);
        return !othersWrite && (status.UserId == 0 || status.UserId == LibC.geteuid())
            ? path
            : throw Unfit(
                path,
                "others may rename what is in it",
                "name a directory of your own (--scratch DIR), or one with the sticky bit, as /var/tmp has");
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
