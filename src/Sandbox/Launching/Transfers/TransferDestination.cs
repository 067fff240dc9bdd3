using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Where the content of a named pipe or a collected file goes, and how much of it. What is over the limit, or comes after
/// a failure to write, is read and dropped.
/// </summary>
internal sealed class TransferDestination : IOutputSink
{
    private readonly IOutputSink _sink;
    private readonly ByteAllowance _allowance;
    private readonly Action _onEnd;

    private TransferDestination(IOutputSink sink, long? limit, Action onEnd)
    {
        _sink = sink;
        _allowance = new ByteAllowance(limit ?? long.MaxValue);
        _onEnd = onEnd;
    }

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsExceeded => _allowance.IsExceeded;

    /// <summary>Why it could not be written, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The bytes that were written.</summary>
    public long Length { get; private set; }

    /// <summary>Whether more would be of use.</summary>
    public bool IsOpen => !IsExceeded && Failure is null;

    public ReadOnlyMemory<byte> Kept => default;

    public bool IsCut => _sink.IsCut;

    /// <param name="output">A file, opened here, or a stream of the caller.</param>
    /// <param name="limit">The most bytes, or null.</param>
    /// <param name="onEnd">Called when there is more, or it can't be written.</param>
    /// <exception cref="SandboxSetupException">The file cannot be opened.</exception>
    public static TransferDestination Open(SandboxOutput output, long? limit, Action onEnd)
    {
        switch (output)
        {
            case FileOutput file:
                var handle = FileDescriptors.Open(
                    file.Path, LibC.O_WRONLY | LibC.O_CREAT | (file.Append ? LibC.O_APPEND : LibC.O_TRUNC));
                return new(new DescriptorSink(handle), limit, onEnd);
            case StreamOutput stream:
                return new(new StreamSink(stream.Destination), limit, onEnd);
            default:
                throw new NotSupportedException($"{output.GetType().Name} takes no file");
        }
    }

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        if (IsOpen)
        {
            await WriteWithinAsync(bytes[.._allowance.Take(bytes.Length)], giveUp).ConfigureAwait(false);
            if (!IsOpen)
            {
                _onEnd();
            }
        }

        // What follows is read all the same: the command must not wait until it is killed.
        return true;
    }

    public async ValueTask CompleteAsync(CancellationToken giveUp)
    {
        if (Failure is null)
        {
            await _sink.CompleteAsync(giveUp).ConfigureAwait(false);
        }
    }

    public void Dispose() => _sink.Dispose();

    private async ValueTask WriteWithinAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        try
        {
            if (await _sink.WriteAsync(bytes, giveUp).ConfigureAwait(false))
            {
                Length += bytes.Length;
            }
            else if (!giveUp.IsCancellationRequested)
            {
                Failure = SystemError.From(Errno.EPIPE, "pass on what the command wrote");
            }
        }
        catch (Exception exception)
        {
            // A stream of the caller may throw anything.
            Failure = exception;
        }
    }
}
