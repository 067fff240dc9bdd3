using System.Buffers;

namespace Sandbox.Launching;

/// <summary>Keeps what a command writes, up to a limit; the rest is dropped.</summary>
internal sealed class CaptureSink(int limit) : IOutputSink
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly ByteAllowance _allowance = new(limit);

    public ReadOnlyMemory<byte> Kept => _kept.WrittenMemory;

    public bool IsCut => _allowance.IsExceeded;

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        _kept.Write(bytes.Span[.._allowance.Take(bytes.Length)]);
        return new(true);
    }

    public ValueTask CompleteAsync(CancellationToken giveUp) => ValueTask.CompletedTask;

    public void Dispose()
    {
    }
}
