using System.Buffers.Binary;

namespace RunSandbox.Requests;

/// <summary>A destination that takes so many bytes. One more, or a failure to write, ends the run and all writing.</summary>
/// <param name="file">The destination.</param>
/// <param name="limit">The most bytes it takes.</param>
/// <param name="stop">Cancelled when there is no use in going on.</param>
internal sealed class BoundedOutput(OutputFile file, long limit, CancellationTokenSource stop) : IDisposable
{
    private const uint ErrorFlag = 0x8000_0000;

    private readonly Lock _gate = new();
    private long _room = limit;

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Why it could not be written, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            WriteBounded(bytes);
        }
    }

    /// <summary>Takes a chunk of a stream behind its header: its length in 32 bits, big-endian, the highest set for errors.</summary>
    public void WriteFrame(ReadOnlySpan<byte> chunk, bool isError)
    {
        Span<byte> header = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)chunk.Length | (isError ? ErrorFlag : 0));
        lock (_gate)
        {
            WriteBounded(header);
            WriteBounded(chunk);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void WriteBounded(ReadOnlySpan<byte> bytes)
    {
        // What comes after the end is read from the command all the same: it must not wait until it is killed.
        if (IsExceeded || Failure is not null)
        {
            return;
        }

        var taken = (int)Math.Min(bytes.Length, _room);
        Failure = file.Write(bytes[..taken]);
        _room -= taken;
        IsExceeded = Failure is null && taken < bytes.Length;
        if (IsExceeded || Failure is not null)
        {
            stop.Cancel();
        }
    }
}
