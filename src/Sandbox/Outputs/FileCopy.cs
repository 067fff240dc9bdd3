using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>Copies the content of a file, by the kernel where it can, and leaves out what is a hole.</summary>
/// <remarks>A file of a few blocks may say that it is as large as the disk, and must not fill it (lseek(2), SEEK_DATA).</remarks>
internal static unsafe class FileCopy
{
    private const int BufferSize = 64 * 1024;
    private const nint MostAtOnce = 1 << 30;

    /// <param name="from">Open for reading.</param>
    /// <param name="to">Open for writing, empty.</param>
    /// <param name="size">The length of the file.</param>
    /// <param name="path">What it is called, for the message of an error.</param>
    /// <exception cref="SandboxSetupException">It cannot be copied.</exception>
    public static void Copy(DescriptorHandle from, DescriptorHandle to, long size, string path)
    {
        for (var offset = 0L; offset < size;)
        {
            var data = LibC.lseek(from.Number, offset, LibC.SEEK_DATA);
            var errno = Marshal.GetLastPInvokeError();
            if (data < 0 && errno == Errno.ENXIO)
            {
                break;
            }

            // A file system that knows no holes has data throughout.
            data = data >= 0 ? data : errno == Errno.EINVAL ? offset : throw SystemError.From(errno, "read", path);
            var hole = LibC.lseek(from.Number, data, LibC.SEEK_HOLE);
            offset = hole < 0 || hole > size ? size : hole;
            CopyRange(from, to, data, offset, path);
        }

        if (LibC.ftruncate(to.Number, size) != 0)
        {
            throw SystemError.Last("write a copy of", path);
        }
    }

    private static void CopyRange(DescriptorHandle from, DescriptorHandle to, long start, long end, string path)
    {
        while (start < end)
        {
            var (source, target) = (start, start);
            var copied = LibC.copy_file_range(
                from.Number, &source, to.Number, &target, (nint)Math.Min(end - start, MostAtOnce), 0);
            if (copied < 0 && Marshal.GetLastPInvokeError() is Errno.EXDEV or Errno.EINVAL or Errno.ENOSYS or Errno.EOPNOTSUPP)
            {
                copied = CopyThroughBuffer(from, to, start, end, path);
            }

            if (copied <= 0)
            {
                throw copied < 0 ? SystemError.Last("write a copy of", path) : SystemError.From(Errno.EIO, "read", path);
            }

            start += copied;
        }
    }

    private static nint CopyThroughBuffer(DescriptorHandle from, DescriptorHandle to, long start, long end, string path)
    {
        var buffer = stackalloc byte[BufferSize];
        var length = LibC.pread(from.Number, buffer, (nint)Math.Min(end - start, BufferSize), start);
        return length < 0 ? throw SystemError.Last("read", path) : LibC.pwrite(to.Number, buffer, length, start);
    }
}
