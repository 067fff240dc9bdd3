using System.Buffers.Binary;
using Sandbox.Launching;

namespace RunSandbox.Requests;

/// <summary>A destination that takes so many bytes. One more, or a failure to write, ends the run and all writing.</summary>
/// <param name="file">The destination.</param>
/// <param name="limit">The most bytes it takes.</param>
/// <param name="stop">Cancelled when there is no use in going on.</param>
internal sealed class BoundedOutput(OutputFile file, long limit, CancellationTokenSource stop) : IDisposable
{
    private const uint ErrorFlag = 0x8000_0000;

    private readonly Lock _gate = new();
    private readonly ByteAllowance _allowance = new(limit);

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsExceeded => _allowance.IsExceeded;

    /// <summary>Why it could not be written, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes bytes as they are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="giveUp">Cancelled when waiting for whoever reads them is to end.</param>
    public void Write(ReadOnlySpan<byte> bytes, CancellationToken giveUp)
    {
        lock (_gate)
        {
            WriteBounded(bytes, giveUp);
        }
    }

    /// <summary>Takes a chunk of a stream behind its header: its length in 32 bits, big-endian, the highest set for errors.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="isError">Whether it comes from standard error.</param>
    /// <param name="giveUp">Likewise.</param>
    public void WriteFrame(ReadOnlySpan<byte> chunk, bool isError, CancellationToken giveUp)
    {
        Span<byte> header = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)chunk.Length | (isError ? ErrorFlag : 0));
        lock (_gate)
        {
            WriteBounded(header, giveUp);
            WriteBounded(chunk, giveUp);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void WriteBounded(ReadOnlySpan<byte> bytes, CancellationToken giveUp)
    {
        // What comes after the end is read from the command all the same: it must not wait until it is killed.
        if (IsExceeded || Failure is not null)
        {
            return;
        }

        Failure = file.Write(bytes[.._allowance.Take(bytes.Length)], giveUp);
        if (IsExceeded || Failure is not null)
        {
            stop.Cancel();
        }
    }
}
