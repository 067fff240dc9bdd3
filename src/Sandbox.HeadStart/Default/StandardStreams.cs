using System.Runtime.CompilerServices;
using Sandbox.Init;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart.Default;

/// <summary>The standard streams, which the command inherits.</summary>
internal static unsafe class StandardStreams
{
    private const int TCGETS = 0x5401;

    /// <summary>Finds the terminal among them, which is given a name inside.</summary>
    /// <param name="path">Room for <see cref="Files.PATH_MAX"/>; gets its path, or none where no stream is a terminal.</param>
    /// <returns>False where one is a directory, which is refused, or a terminal of which no path is known.</returns>
    [SkipLocalsInit]
    public static bool TryFindTerminal(byte* path)
    {
        *path = 0;
        for (var descriptor = 0; descriptor <= Descriptors.LastStandard; descriptor++)
        {
            FileStatus stream;
            if (Files.Stat(descriptor, &stream) < 0 || stream.IsDirectory)
            {
                return false;
            }

            if (*path == 0 && stream.IsCharacterDevice && IsTerminal(descriptor) && !TryFindPath(descriptor, stream, path))
            {
                return false;
            }
        }

        return true;
    }

    [SkipLocalsInit]
    private static bool IsTerminal(int descriptor)
    {
        // struct termios of the kernel, which is smaller.
        var settings = stackalloc byte[64];
        return Syscall.Invoke(SyscallNumber.ioctl, descriptor, TCGETS, (nint)settings) >= 0;
    }

    // As ttyname(3): one of another mount namespace may have the name of another terminal here.
    [SkipLocalsInit]
    private static bool TryFindPath(int descriptor, FileStatus stream, byte* path)
    {
        FileStatus found;
        return Texts.TryReadPath(descriptor, path)
            && Texts.IsAscii(path)
            && Files.StatAt(Files.AT_FDCWD, path, Files.AT_SYMLINK_NOFOLLOW, &found) >= 0
            && found.IsCharacterDevice
            && found.Device == stream.Device
            && found.Inode == stream.Inode;
    }
}
