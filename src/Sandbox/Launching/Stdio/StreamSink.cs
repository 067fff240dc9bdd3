namespace Sandbox.Launching;

/// <summary>Writes what a command writes to a stream of the caller.</summary>
internal sealed class StreamSink(Stream destination) : IOutputSink
{
    public ReadOnlyMemory<byte> Kept => default;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => destination.WriteAsync(bytes);

    public async ValueTask CompleteAsync() => await destination.FlushAsync().ConfigureAwait(false);
}
