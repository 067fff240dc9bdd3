using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Copies a stream of the caller into the pipe a command reads.</summary>
internal sealed class InputPump : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _source;
    private readonly AnonymousPipeClientStream _pipe;
    private readonly CancellationTokenSource _commandHasEnded = new();
    private Task _copying = Task.CompletedTask;

    public InputPump(Stream source, DescriptorHandle writeEnd)
    {
        _source = source;
        _pipe = new AnonymousPipeClientStream(
            PipeDirection.Out, new SafePipeHandle(writeEnd.DangerousGetHandle(), ownsHandle: true));
        writeEnd.SetHandleAsInvalid();
    }

    // Not here: a stream of the caller may make whoever reads it wait.
    public void Start() => _copying = Task.Run(CopyAsync);

    /// <summary>Stops; what the command did not read is not read from the source either, but for one buffer.</summary>
    /// <returns>What the source threw, or null.</returns>
    public async Task<Exception?> FinishAsync()
    {
        await _commandHasEnded.CancelAsync().ConfigureAwait(false);
        await _copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _copying.Exception?.InnerException;
    }

    public void Dispose()
    {
        _pipe.Dispose();
        _commandHasEnded.Dispose();
    }

    private async Task CopyAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        try
        {
            for (var length = await ReadAsync(buffer).ConfigureAwait(false);
                length > 0 && await TryWriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
                length = await ReadAsync(buffer).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (_commandHasEnded.IsCancellationRequested)
        {
            // Nobody is left to read.
        }
        finally
        {
            _pipe.Dispose();
        }
    }

    // Not every stream honours a token (a terminal does not), so a read that hangs is left behind.
    private Task<int> ReadAsync(byte[] buffer) =>
        _source.ReadAsync(buffer, _commandHasEnded.Token).AsTask().WaitAsync(_commandHasEnded.Token);

    /// <returns>Whether the command still reads.</returns>
    private async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _pipe.WriteAsync(bytes, _commandHasEnded.Token).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
