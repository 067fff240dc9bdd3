namespace Sandbox.Launching;

/// <summary>Counts what a command writes and passes on what is within the limit; the rest is dropped.</summary>
/// <param name="sink">Takes what is within.</param>
/// <param name="limit">The most bytes, 0 or more.</param>
/// <param name="onExceeded">Called once, with the first byte beyond.</param>
internal sealed class LimitedSink(IOutputSink sink, long limit, Action onExceeded) : IOutputSink
{
    private readonly ByteAllowance _allowance = new(limit);

    public ReadOnlyMemory<byte> Kept => sink.Kept;

    // That there was more is what the limit tells.
    public bool IsCut => sink.IsCut;

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        var wasExceeded = _allowance.IsExceeded;
        var within = bytes[.._allowance.Take(bytes.Length)];
        if (_allowance.IsExceeded && !wasExceeded)
        {
            // Before the write, which may wait for a reader: the command ends meanwhile.
            onExceeded();
        }

        return within.IsEmpty || await sink.WriteAsync(within, giveUp).ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken giveUp) => sink.CompleteAsync(giveUp);

    public void Dispose() => sink.Dispose();
}
