namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>A stream to read from, which is at its end, and says so to nobody before it is opened.</summary>
internal sealed class GateStream : MemoryStream
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets those who read it, and those who will, see the end.</summary>
    public void Open() => _opened.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _opened.Task.WaitAsync(cancellationToken);
        return 0;
    }
}
