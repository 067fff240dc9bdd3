using System.Buffers;

namespace Sandbox.Launching;

/// <summary>Keeps what a command writes, up to a limit; the rest is dropped.</summary>
internal sealed class CaptureSink(int limit) : IOutputSink
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    public ReadOnlyMemory<byte> Kept => _kept.WrittenMemory;

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        _kept.Write(bytes.Span[..Math.Min(bytes.Length, limit - _kept.WrittenCount)]);
        return new(true);
    }

    public ValueTask CompleteAsync() => ValueTask.CompletedTask;
}
