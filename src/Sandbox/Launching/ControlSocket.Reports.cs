using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>What sandbox-init reports through it.</summary>
internal sealed partial class ControlSocket
{
    private DescriptorHandle? _descriptor;

    // Who waits for a report.
    private TaskCompletionSource<ReportRecord?>? _reader;

    /// <summary>The next report; null when sandbox-init has ended. Completes on a thread of the pool.</summary>
    /// <exception cref="SandboxSetupException">A message is not a report.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ValueTask<ReportRecord?> ReceiveAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ReportRecord?>(cancellationToken)
            : ReceiveAsync(TaskCreationOptions.RunContinuationsAsynchronously, cancellationToken);

    /// <summary>
    /// Waits for the end of sandbox-init and passes over what it still tells. Completes on the thread that watches all
    /// sandboxes: what follows is brief and never waits.
    /// </summary>
    /// <exception cref="SandboxSetupException">A message is not a report.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async Task DrainAsync()
    {
        while (await ReceiveAsync(TaskCreationOptions.None, CancellationToken.None).ConfigureAwait(false) is not null)
        {
        }
    }

    /// <summary>The descriptor that came with the last report, or null. Whoever takes it closes it.</summary>
    public DescriptorHandle? TakeDescriptor()
    {
        lock (_gate)
        {
            var descriptor = _descriptor;
            _descriptor = null;
            return descriptor;
        }
    }

    /// <summary>Gives what has come to who waits for it; for <see cref="ControlWatch"/>.</summary>
    public void LookWhatHasCome()
    {
        TaskCompletionSource<ReportRecord?> reader;
        ReportRecord? report = null;
        Exception? failure = null;
        lock (_gate)
        {
            if (_reader is null)
            {
                return;
            }

            try
            {
                if (!TryReceive(out report))
                {
                    return;
                }
            }
            catch (SandboxSetupException exception)
            {
                failure = exception;
            }

            reader = _reader;
            EndWait();
        }

        // Outside: what follows may dispose of this.
        _ = failure is null ? reader.TrySetResult(report) : reader.TrySetException(failure);
    }

    private ValueTask<ReportRecord?> ReceiveAsync(TaskCreationOptions options, CancellationToken cancellationToken)
    {
        TaskCompletionSource<ReportRecord?> reader;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            BeginWait(reader = new(options));
            var isWaiting = false;
            try
            {
                isWaiting = !TryReceive(out var report);
                if (!isWaiting)
                {
                    return new(report);
                }
            }
            finally
            {
                if (!isWaiting)
                {
                    EndWait();
                }
            }
        }

        return new(cancellationToken.CanBeCanceled ? WaitAsync(reader, cancellationToken) : reader.Task);
    }

    // Before it looks: nothing that comes meanwhile is missed.
    private void BeginWait(TaskCompletionSource<ReportRecord?> reader)
    {
        _reader = reader;
        ControlWatch.Expect(_socket.Number, this);
    }

    private void EndWait()
    {
        ControlWatch.Leave(_socket.Number);
        _reader = null;
    }

    private async Task<ReportRecord?> WaitAsync(TaskCompletionSource<ReportRecord?> reader, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(_ => Leave(reader, cancellationToken), null).ConfigureAwait(false))
        {
            return await reader.Task.ConfigureAwait(false);
        }
    }

    // What comes after that is for the next one.
    private void Leave(TaskCompletionSource<ReportRecord?> reader, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reader == reader)
            {
                EndWait();
            }
        }

        reader.TrySetCanceled(cancellationToken);
    }

    /// <returns>False when there is nothing as yet.</returns>
    private unsafe bool TryReceive(out ReportRecord? report)
    {
        _descriptor?.Dispose();
        var size = sizeof(ReportRecord);
        Span<byte> message = stackalloc byte[size + 1];
        var length = UnixMessages.Receive(_socket.Number, message, out _descriptor);
        if (length == -Errno.ECONNRESET)
        {
            // sandbox-init ended with a request of ours unread. That is told once, ahead of the reports it has sent.
            length = UnixMessages.Receive(_socket.Number, message, out _descriptor);
        }

        report = length == size ? MemoryMarshal.Read<ReportRecord>(message) : null;
        return length switch
        {
            -Errno.EAGAIN => false,
            < 0 => throw SystemError.From((int)-length, "receive a report of sandbox-init"),
            > 0 when length != size => throw new SandboxSetupException($"sandbox-init sent a message of {length} bytes, which is no report"),
            _ => true,
        };
    }
}
