using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sandbox;

namespace RunSandbox.Output;

/// <summary>The file of <c>--report</c> or <c>--changes</c>: written once, when it is known how it ended.</summary>
/// <remarks>
/// The command may be able to write where the report goes, so nothing it leaves there is followed: the directory is held
/// from before the command starts, and the file is made under a new name and renamed. Devices and descriptors
/// (<see cref="DescriptorName"/>) can't be renamed over and are written as they are.
/// </remarks>
internal sealed partial class ReportFile : IDisposable
{
    private const int O_PATH = 0x200000;
    private const int O_CLOEXEC = 0x80000;

    private readonly string _path;
    private readonly string _content;
    private readonly SafeFileHandle? _directory;
    private readonly SafeFileHandle? _descriptor;

    private ReportFile(string path, string content, SafeFileHandle? directory, SafeFileHandle? descriptor)
    {
        _path = path;
        _content = content;
        _directory = directory;
        _descriptor = descriptor;
    }

    /// <summary>Makes sure that there is a directory to write the report to.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="content">What it is going to be, for messages.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static ReportFile Open(string path, string content = "report")
    {
        if (DescriptorName.Find(path) is { } number)
        {
            return new ReportFile(path, content, directory: null, Duplicate(number, path, content));
        }

        if (IsDevice(path))
        {
            return new ReportFile(path, content, directory: null, descriptor: null);
        }

        // With the dot, a file in the place of the directory is an error.
        var directory = Open($"{Path.GetDirectoryName(path)}/.", O_PATH | O_CLOEXEC);
        if (!directory.IsInvalid)
        {
            return new ReportFile(path, content, directory, descriptor: null);
        }

        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        directory.Dispose();
        throw new IOException($"could not open the directory of the {content} {path}: {reason}");
    }

    /// <summary>Writes the report of a command that ran.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(SandboxResult result) => WriteText($"{SandboxReportJson.Write(result)}\n");

    /// <summary>Writes the report of a command that could not be run.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(SandboxException failure) => WriteText($"{SandboxReportJson.Write(failure)}\n");

    /// <summary>Writes what a command changed.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(ImmutableArray<SandboxChange> changes) => WriteText(SandboxChangesJson.Write(changes));

    /// <inheritdoc/>
    public void Dispose()
    {
        _directory?.Dispose();
        _descriptor?.Dispose();
    }

    private static SafeFileHandle Duplicate(int descriptor, string path, string content)
    {
        try
        {
            return DescriptorName.Duplicate(descriptor);
        }
        catch (IOException exception)
        {
            throw new IOException($"could not open the {content} {path}: {exception.Message}", exception);
        }
    }

    private static bool IsDevice(string path) =>
        (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            if (_descriptor is not null)
            {
                if (DescriptorText.Write(_descriptor, bytes) is { } reason)
                {
                    throw new IOException(reason);
                }
            }
            else if (_directory is null)
            {
                using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                stream.Write(bytes);
            }
            else
            {
                Replace($"/proc/self/fd/{_directory.DangerousGetHandle()}", bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"could not write the {_content} {_path}: {exception.Message}", exception);
        }
    }

    private void Replace(string directory, ReadOnlySpan<byte> bytes)
    {
        var name = Path.GetFileName(_path);
        var temporary = $"{directory}/.run-sandbox-report.{Guid.NewGuid():n}";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(bytes);
        }

        try
        {
            File.Move(temporary, $"{directory}/{name}", overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags);
}
