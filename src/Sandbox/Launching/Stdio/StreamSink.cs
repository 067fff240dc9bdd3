namespace Sandbox.Launching;

/// <summary>Writes what a command writes to a stream of the caller.</summary>
internal sealed class StreamSink(Stream destination) : IOutputSink
{
    public ReadOnlyMemory<byte> Kept => default;

    public bool IsCut { get; private set; }

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        try
        {
            await destination.WriteAsync(bytes, giveUp).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            IsCut = true;
            return false;
        }
    }

    public async ValueTask CompleteAsync(CancellationToken giveUp)
    {
        try
        {
            await destination.FlushAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            IsCut = true;
        }
    }

    public void Dispose()
    {
    }
}
