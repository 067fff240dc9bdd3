namespace RunSandbox.Requests;

/// <summary>A <see cref="BoundedOutput"/> as the stream that takes a command's output.</summary>
internal class OutputStream(BoundedOutput output) : Stream
{
    /// <inheritdoc/>
    public sealed override bool CanRead => false;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => true;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Where the bytes go.</summary>
    protected BoundedOutput Output => output;

    /// <inheritdoc/>
    public sealed override void Write(ReadOnlySpan<byte> buffer) => Write(buffer, CancellationToken.None);

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public sealed override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span, cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes a chunk.</summary>
    /// <param name="buffer">The chunk.</param>
    /// <param name="giveUp">Cancelled when waiting for whoever reads it is to end.</param>
    protected virtual void Write(ReadOnlySpan<byte> buffer, CancellationToken giveUp) => output.Write(buffer, giveUp);

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException();
}
