namespace Sandbox.Launching;

/// <summary>Writes what a command writes to a stream of the caller.</summary>
internal sealed class StreamSink(Stream destination) : IOutputSink
{
    public ReadOnlyMemory<byte> Kept => default;

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await destination.WriteAsync(bytes).ConfigureAwait(false);
        return true;
    }

    public async ValueTask CompleteAsync() => await destination.FlushAsync().ConfigureAwait(false);
}
