using Microsoft.Win32.SafeHandles;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Where the content of a named pipe or a collected file goes, and how much of it. What is over the limit, or comes after
/// a failure to write, is read and dropped.
/// </summary>
internal sealed class TransferDestination : IOutputSink, IDisposable
{
    private readonly Stream _stream;
    private readonly bool _isOwn;
    private readonly Action _onEnd;
    private long _room;

    private TransferDestination(Stream stream, bool isOwn, long? limit, Action onEnd)
    {
        _stream = stream;
        _isOwn = isOwn;
        _room = limit ?? long.MaxValue;
        _onEnd = onEnd;
    }

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Why it could not be written, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The bytes that were written.</summary>
    public long Length { get; private set; }

    /// <summary>Whether more would be of use.</summary>
    public bool IsOpen => !IsExceeded && Failure is null;

    public ReadOnlyMemory<byte> Kept => default;

    /// <param name="output">A file, opened here, or a stream of the caller.</param>
    /// <param name="limit">The most bytes, or null.</param>
    /// <param name="onEnd">Called when there is more, or it can't be written.</param>
    /// <exception cref="SandboxSetupException">The file cannot be opened.</exception>
    public static TransferDestination Open(SandboxOutput output, long? limit, Action onEnd) => output switch
    {
        FileOutput file => new(OpenFile(file), isOwn: true, limit, onEnd),
        StreamOutput stream => new(stream.Destination, isOwn: false, limit, onEnd),
        _ => throw new NotSupportedException($"{output.GetType().Name} takes no file"),
    };

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!IsOpen)
        {
            return true;
        }

        var taken = (int)Math.Min(bytes.Length, _room);
        try
        {
            await _stream.WriteAsync(bytes[..taken]).ConfigureAwait(false);
            Length += taken;
            _room -= taken;
            IsExceeded = taken < bytes.Length;
        }
        catch (Exception exception)
        {
            // A stream of the caller may throw anything.
            Failure = exception;
        }

        if (!IsOpen)
        {
            _onEnd();
        }

        // What follows is read all the same: the command must not wait until it is killed.
        return true;
    }

    public async ValueTask CompleteAsync()
    {
        if (Failure is null)
        {
            await _stream.FlushAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (_isOwn)
        {
            _stream.Dispose();
        }
    }

    private static FileStream OpenFile(FileOutput file)
    {
        var disposition = file.Append ? LibC.O_APPEND : LibC.O_TRUNC;
        using var descriptor = FileDescriptors.Open(file.Path, LibC.O_WRONLY | LibC.O_CREAT | disposition);
        var handle = new SafeFileHandle(descriptor.DangerousGetHandle(), ownsHandle: true);
        descriptor.SetHandleAsInvalid();
        return new FileStream(handle, FileAccess.Write, bufferSize: 0);
    }
}
