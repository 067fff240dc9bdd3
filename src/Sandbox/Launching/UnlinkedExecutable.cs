using System.Globalization;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// An executable file without a name, for machines whose vm.memfd_noexec forbids executing memory: it is written to a
/// directory of the caller, opened for reading, and unlinked before it is first used.
/// </summary>
internal static class UnlinkedExecutable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="SandboxSetupException">No directory lets a file be written and executed.</exception>
    public static DescriptorHandle Create(ReadOnlySpan<byte> image)
    {
        var failures = new List<string>();
        foreach (var directory in Directories())
        {
            try
            {
                return CreateIn(directory, image);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SandboxSetupException)
            {
                failures.Add(exception.Message);
            }
        }

        throw new SandboxSetupException(
            $"could not make sandbox-init executable: vm.memfd_noexec forbids it in memory; {string.Join("; ", failures)}",
            "set sysctl vm.memfd_noexec to 0 or 1, or give XDG_RUNTIME_DIR a directory on a mount without noexec");
    }

    private static IEnumerable<string> Directories() =>
        new[] { Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), "/dev/shm", Path.GetTempPath(), "/var/tmp" }
            .Where(directory => !string.IsNullOrEmpty(directory) && Directory.Exists(directory))
            .Select(directory => directory!);

    private static DescriptorHandle CreateIn(string directory, ReadOnlySpan<byte> image)
    {
        var path = Path.Combine(directory, $"sandbox-init.{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        try
        {
            using (var stream = new FileStream(path, options))
            {
                stream.Write(image);
            }

            var descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
            if (descriptor < 0)
            {
                throw SystemError.Last("open", path);
            }

            var file = new DescriptorHandle(descriptor);
            // access(2) sees a noexec mount, which mode bits do not show.
            if (LibC.access(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"), LibC.X_OK) < 0)
            {
                file.Dispose();
                throw SystemError.From(Errno.EACCES, "execute files in", directory);
            }

            return file;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
