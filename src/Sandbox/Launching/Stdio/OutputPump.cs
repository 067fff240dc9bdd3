using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Copies what a command writes into a pipe to a sink, without a thread of its own.</summary>
internal sealed class OutputPump : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly SafePipeHandle _handle;
    private readonly AnonymousPipeClientStream _pipe;
    private readonly IOutputSink _sink;
    private readonly CancellationTokenSource _treeIsDead = new();
    private readonly CancellationTokenSource _giveUp = new();
    private Task _copying = Task.CompletedTask;

    public OutputPump(DescriptorHandle readEnd, IOutputSink sink)
    {
        _handle = new SafePipeHandle(readEnd.DangerousGetHandle(), ownsHandle: true);
        _pipe = new AnonymousPipeClientStream(PipeDirection.In, _handle);
        readEnd.SetHandleAsInvalid();
        _sink = sink;
    }

    public void Start()
    {
        // Not here: what the command has written by now may be read without a wait, and a stream of the caller may make whoever
        // writes to it wait.
        var giveUp = _giveUp.Token;
        _copying = Task.Run(() => CopyAsync(giveUp));
    }

    /// <summary>
    /// Copies what is left in the pipe. Its end may never come, when the command gave the pipe to a process outside;
    /// so what counts is that it is empty once the command's own processes are dead.
    /// </summary>
    /// <param name="giveUp">Cancelled when waiting for whoever reads from the sink is to end.</param>
    public async Task<PumpOutcome> FinishAsync(CancellationToken giveUp)
    {
        await _treeIsDead.CancelAsync().ConfigureAwait(false);
        using var passedOn = giveUp.Register(_giveUp.Cancel);
        try
        {
            await _copying.WaitAsync(giveUp).ConfigureAwait(false);
            return new PumpOutcome(_sink.Kept, _sink.IsCut, null);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // Left to itself where it does not even give up: it ends with the write it is in.
            return new PumpOutcome(_sink.Kept, IsCut: true, null);
        }
        catch (Exception exception)
        {
            // A stream of the caller may throw anything.
            return new PumpOutcome(_sink.Kept, IsCut: true, exception);
        }
    }

    public void Dispose()
    {
        _giveUp.Cancel();
        _pipe.Dispose();
        _sink.Dispose();
        _treeIsDead.Dispose();
        _giveUp.Dispose();
    }

    private async Task CopyAsync(CancellationToken giveUp)
    {
        try
        {
            await CopyAllAsync(GC.AllocateUninitializedArray<byte>(BufferSize), giveUp).ConfigureAwait(false);
        }
        finally
        {
            // A command that goes on writing learns by SIGPIPE that nobody reads, as it would without this process between.
            _pipe.Dispose();
            await _sink.CompleteAsync(giveUp).ConfigureAwait(false);
        }
    }

    private async Task CopyAllAsync(byte[] buffer, CancellationToken giveUp)
    {
        if (await CopyUntilDeadAsync(buffer, giveUp).ConfigureAwait(false))
        {
            return;
        }

        var length = ReadWhatIsThere(buffer);
        while (length > 0 && await TryWriteAsync(buffer.AsMemory(0, length), giveUp).ConfigureAwait(false))
        {
            length = ReadWhatIsThere(buffer);
        }
    }

    /// <returns>Whether there is nothing more to copy: the end of the pipe was seen, or nobody reads.</returns>
    private async Task<bool> CopyUntilDeadAsync(byte[] buffer, CancellationToken giveUp)
    {
        try
        {
            while (true)
            {
                var length = await _pipe.ReadAsync(buffer, _treeIsDead.Token).ConfigureAwait(false);
                if (length == 0 || !await TryWriteAsync(buffer.AsMemory(0, length), giveUp).ConfigureAwait(false))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (_treeIsDead.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp) =>
        await _sink.WriteAsync(bytes, giveUp).ConfigureAwait(false) && !giveUp.IsCancellationRequested;

    private int ReadWhatIsThere(byte[] buffer)
    {
        var isHeld = false;
        try
        {
            _handle.DangerousAddRef(ref isHeld);
            return ReadWhatIsThere((int)_handle.DangerousGetHandle(), buffer);
        }
        catch (ObjectDisposedException)
        {
            // Given up.
            return 0;
        }
        finally
        {
            if (isHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    private static unsafe int ReadWhatIsThere(int descriptor, byte[] buffer)
    {
        var poll = new PollDescriptor { Descriptor = descriptor, Events = LibC.POLLIN };
        while (true)
        {
            var ready = LibC.poll(&poll, 1, 0);
            if (ready == 0 || (ready > 0 && (poll.ReturnedEvents & LibC.POLLIN) == 0))
            {
                return 0;
            }

            fixed (byte* start = buffer)
            {
                var length = ready < 0 ? -1 : LibC.read(descriptor, start, buffer.Length);
                if (length >= 0)
                {
                    return (int)length;
                }
            }

            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw SystemError.Last("read what the command wrote");
            }
        }
    }
}
