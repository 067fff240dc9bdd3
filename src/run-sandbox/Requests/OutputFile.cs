using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RunSandbox.Output;
using Sandbox;

namespace RunSandbox.Requests;

/// <summary>A file of the host that output is written to.</summary>
internal sealed partial class OutputFile : IDisposable
{
    private const int O_WRONLY = 0x1;
    private const int O_CREAT = 0x40;
    private const int O_NOCTTY = 0x100;
    private const int O_TRUNC = 0x200;
    private const int O_APPEND = 0x400;
    private const int O_CLOEXEC = 0x80000;

    // Read and written by the owner alone: 0600.
    private const int Mode = 0b110_000_000;

    private readonly SafeFileHandle _file;
    private readonly string _member;

    private OutputFile(SafeFileHandle file, string member)
    {
        _file = file;
        _member = member;
    }

    /// <summary>
    /// Opens a file: made with mode 0600 where it is missing, otherwise emptied. A name of a descriptor is that descriptor
    /// (<see cref="DescriptorName"/>), and nothing is emptied.
    /// </summary>
    /// <param name="path">The file, from the current directory where it is relative.</param>
    /// <param name="member">The member of the request that names it, for errors.</param>
    /// <exception cref="SandboxSetupException">It can't be opened.</exception>
    public static OutputFile Open(string path, string member)
    {
        if (DescriptorName.Find(path) is { } descriptor)
        {
            return new OutputFile(Duplicate(descriptor, member), member);
        }

        // At its end, always: two that go to one file add to each other.
        var file = Open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOCTTY | O_CLOEXEC, Mode);
        if (!file.IsInvalid)
        {
            return new OutputFile(file, member);
        }

        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        file.Dispose();
        throw new SandboxSetupException($"{member}: could not open {path}: {reason}");
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="giveUp">Cancelled when waiting for whoever reads them is to end.</param>
    /// <returns>Why that failed, or null.</returns>
    public string? Write(ReadOnlySpan<byte> bytes, CancellationToken giveUp) =>
        DescriptorText.Write(_file, bytes, giveUp) is { } reason ? $"{_member}: could not write: {reason}" : null;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Duplicate(int descriptor, string member)
    {
        try
        {
            return DescriptorName.Duplicate(descriptor);
        }
        catch (IOException exception)
        {
            throw new SandboxSetupException($"{member}: {exception.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);
}
