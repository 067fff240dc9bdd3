using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Writes what a command writes to a file, a pipe or a terminal, which is closed at the end. A thread of the pool waits
/// where a reader is slow.
/// </summary>
internal sealed class DescriptorSink(DescriptorHandle destination) : IOutputSink
{
    public ReadOnlyMemory<byte> Kept => default;

    public bool IsCut { get; private set; }

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var errno = DescriptorWriter.Write(destination, bytes.Span, giveUp);
        IsCut |= errno == Errno.ECANCELED;
        return errno switch
        {
            0 => true,
            Errno.EPIPE or Errno.ECANCELED => false,
            _ => throw SystemError.From(errno, "pass on what the command wrote"),
        };
    }

    public ValueTask CompleteAsync(CancellationToken giveUp)
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => destination.Dispose();
}
