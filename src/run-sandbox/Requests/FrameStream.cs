namespace RunSandbox.Requests;

/// <summary>One of two streams that share a destination: each chunk goes there behind a header that tells which.</summary>
/// <param name="output">The destination of both.</param>
/// <param name="isError">Whether this is standard error.</param>
internal sealed class FrameStream(BoundedOutput output, bool isError) : OutputStream(output)
{
    /// <inheritdoc/>
    protected override void Write(ReadOnlySpan<byte> buffer, CancellationToken giveUp) => Output.WriteFrame(buffer, isError, giveUp);
}
