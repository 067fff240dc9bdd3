using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Copies what a command writes into a pipe to a sink, without a thread of its own.</summary>
internal sealed class OutputPump : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly int _descriptor;
    private readonly AnonymousPipeClientStream _pipe;
    private readonly IOutputSink _sink;
    private readonly CancellationTokenSource _treeIsDead = new();
    private Task _copying = Task.CompletedTask;

    public OutputPump(DescriptorHandle readEnd, IOutputSink sink)
    {
        _descriptor = readEnd.Number;
        _pipe = new AnonymousPipeClientStream(
            PipeDirection.In, new SafePipeHandle(readEnd.DangerousGetHandle(), ownsHandle: true));
        readEnd.SetHandleAsInvalid();
        _sink = sink;
    }

    public void Start() => _copying = CopyAsync();

    /// <summary>
    /// Copies what is left in the pipe. Its end may never come, when the command gave the pipe to a process outside;
    /// so what counts is that it is empty once the command's own processes are dead.
    /// </summary>
    /// <returns>What the sink kept.</returns>
    public async Task<ReadOnlyMemory<byte>> FinishAsync()
    {
        await _treeIsDead.CancelAsync().ConfigureAwait(false);
        await _copying.ConfigureAwait(false);
        return _sink.Kept;
    }

    public void Dispose()
    {
        _pipe.Dispose();
        _treeIsDead.Dispose();
    }

    private async Task CopyAsync()
    {
        try
        {
            await CopyAllAsync(GC.AllocateUninitializedArray<byte>(BufferSize)).ConfigureAwait(false);
        }
        finally
        {
            // A command that goes on writing learns by SIGPIPE that nobody reads, as it would without this process between.
            _pipe.Dispose();
            await _sink.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task CopyAllAsync(byte[] buffer)
    {
        if (await CopyUntilDeadAsync(buffer).ConfigureAwait(false))
        {
            return;
        }

        var length = ReadWhatIsThere(buffer);
        while (length > 0 && await _sink.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false))
        {
            length = ReadWhatIsThere(buffer);
        }
    }

    /// <returns>Whether there is nothing more to copy: the end of the pipe was seen, or nobody reads.</returns>
    private async Task<bool> CopyUntilDeadAsync(byte[] buffer)
    {
        try
        {
            while (true)
            {
                var length = await _pipe.ReadAsync(buffer, _treeIsDead.Token).ConfigureAwait(false);
                if (length == 0 || !await _sink.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false))
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

    private unsafe int ReadWhatIsThere(byte[] buffer)
    {
        var poll = new PollDescriptor { Descriptor = _descriptor, Events = LibC.POLLIN };
        while (true)
        {
            var ready = LibC.poll(&poll, 1, 0);
            if (ready == 0 || (ready > 0 && (poll.ReturnedEvents & LibC.POLLIN) == 0))
            {
                return 0;
            }

            fixed (byte* start = buffer)
            {
                var length = ready < 0 ? -1 : LibC.read(_descriptor, start, buffer.Length);
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
