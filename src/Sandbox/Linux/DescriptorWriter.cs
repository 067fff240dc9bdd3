using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>
/// Writes to descriptors by write(2), where a <see cref="FileStream"/> would not move a position that others share; and
/// gives up on a reader who does not read.
/// </summary>
internal static class DescriptorWriter
{
    // A pipe that has room at all has room for so many (pipe(7), PIPE_BUF), so that the write does not wait.
    private const int PipeBuffer = 4096;

    // How soon it is noticed that waiting is to end.
    private const int WaitMilliseconds = 100;
    private const int Forever = -1;

    /// <summary>Writes all bytes, waiting where whoever reads them is slow. Meanwhile the descriptor stays open.</summary>
    /// <param name="handle">Where to.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="giveUp">Cancelled when the waiting is to end.</param>
    /// <returns>0; or why not all were written (errno(3)), ECANCELED when it was given up.</returns>
    public static int Write(SafeHandle handle, ReadOnlySpan<byte> bytes, CancellationToken giveUp = default)
    {
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return Write((int)handle.DangerousGetHandle(), bytes, giveUp);
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    private static int Write(int descriptor, ReadOnlySpan<byte> bytes, CancellationToken giveUp)
    {
        var mayWait = giveUp.CanBeCanceled && !IsFile(descriptor);
        while (bytes.Length > 0)
        {
            if (mayWait && !AwaitRoom(descriptor, giveUp))
            {
                return Errno.ECANCELED;
            }

            var written = WriteOnce(descriptor, mayWait ? bytes[..Math.Min(bytes.Length, PipeBuffer)] : bytes);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Errno.EINTR:
                    break;
                case Errno.EAGAIN when AwaitRoom(descriptor, giveUp):
                    // Somebody who shares it has made it non-blocking.
                    break;
                case Errno.EAGAIN:
                    return Errno.ECANCELED;
                case var errno:
                    return errno;
            }
        }

        return 0;
    }

    // A regular file has room, or an error.
    private static unsafe bool IsFile(int descriptor)
    {
        FileStatus status;
        return LibC.statx(descriptor, "", LibC.AT_EMPTY_PATH, LibC.STATX_TYPE, &status) == 0
            && (status.Mode & LibC.S_IFMT) == LibC.S_IFREG;
    }

    private static unsafe nint WriteOnce(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return LibC.write(descriptor, start, bytes.Length);
        }
    }

    /// <returns>False when it was given up.</returns>
    private static unsafe bool AwaitRoom(int descriptor, CancellationToken giveUp)
    {
        while (!giveUp.IsCancellationRequested)
        {
            var poll = new PollDescriptor { Descriptor = descriptor, Events = LibC.POLLOUT };
            if (LibC.poll(&poll, 1, giveUp.CanBeCanceled ? WaitMilliseconds : Forever) != 0)
            {
                // Room, an error that the write will tell, or a signal.
                return true;
            }
        }

        return false;
    }
}
