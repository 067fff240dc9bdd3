namespace Sandbox.Images.Extraction;

/// <summary>Decompressed content, together with the program that decompresses it, where there is one.</summary>
internal sealed class DecompressedStream(Stream content, DecompressionTool? tool) : Stream
{
    private const int BlockSize = 64 * 1024;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes sure that everything was decompressed without an error.</summary>
    /// <exception cref="ImageFormatException">There was one, or more follows the archive than the padding of a tape.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        const int MaxPadding = 64;
        var block = new byte[BlockSize];
        for (var blocks = 0; await content.ReadAsync(block, cancellationToken).ConfigureAwait(false) > 0; blocks++)
        {
            if (blocks == MaxPadding)
            {
                throw new ImageFormatException("something else follows the archive");
            }
        }

        if (tool is not null)
        {
            await tool.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => content.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        content.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tool?.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
