namespace Sandbox.Launching;

/// <summary>Counts what a command writes and passes on what is within the limit; the rest is dropped.</summary>
/// <param name="sink">Takes what is within.</param>
/// <param name="limit">The most bytes, 0 or more.</param>
/// <param name="onExceeded">Called once, with the first byte beyond.</param>
internal sealed class LimitedSink(IOutputSink sink, long limit, Action onExceeded) : IOutputSink
{
    private long _left = limit;
    private bool _isExceeded;

    public ReadOnlyMemory<byte> Kept => sink.Kept;

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var within = bytes[..(int)Math.Min(bytes.Length, _left)];
        _left -= within.Length;
        if (within.Length < bytes.Length && !_isExceeded)
        {
            // Before the write, which may wait for a reader: the command ends meanwhile.
            _isExceeded = true;
            onExceeded();
        }

        return within.IsEmpty || await sink.WriteAsync(within).ConfigureAwait(false);
    }

    public ValueTask CompleteAsync() => sink.CompleteAsync();
}
