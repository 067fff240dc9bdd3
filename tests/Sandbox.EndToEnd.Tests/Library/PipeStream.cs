namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>A stream to write to, which keeps what it got and tells when it got something.</summary>
internal sealed class PipeStream : MemoryStream
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once something was written.</summary>
    public Task Written => _written.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        _written.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
