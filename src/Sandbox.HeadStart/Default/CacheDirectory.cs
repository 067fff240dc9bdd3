using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart.Default;

/// <summary>
/// The directory in which the user's runs have their files (Sandbox/Scratch/ScratchParent.cs): where the command could write
/// to it, the planner covers it.
/// </summary>
internal static unsafe class CacheDirectory
{
    /// <param name="directory">What the command may write to.</param>
    /// <param name="environment">The caller's environment.</param>
    /// <returns>False where it lies in that directory, or may do so for all that is known.</returns>
    [SkipLocalsInit]
    public static bool IsOutOf(byte* directory, byte** environment)
    {
        var path = stackalloc byte[Files.PATH_MAX];
        if (!TryFindPath(environment, path))
        {
            return false;
        }

        var answer = Files.Open(Files.AT_FDCWD, path, Files.O_PATH);
        if (answer < 0)
        {
            return answer is -Errno.ENOENT or -Errno.ENOTDIR;
        }

        var isOut = Texts.TryReadPath((int)answer, path) && !Texts.IsAtOrBelow(path, directory);
        Files.Close((int)answer);
        return isOut;
    }

    private static bool TryFindPath(byte** environment, byte* path)
    {
        var cache = Texts.FindVariable(environment, "XDG_CACHE_HOME="u8);
        if (cache != null && *cache == (byte)'/')
        {
            return Texts.TryJoin(path, cache, "/run-sandbox"u8);
        }

        // Where there is none, the user database tells.
        var home = Texts.FindVariable(environment, "HOME="u8);
        return home != null && *home == (byte)'/' && Texts.TryJoin(path, home, "/.cache/run-sandbox"u8);
    }
}
