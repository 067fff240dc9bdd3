using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// The host's end of the socket to one sandbox-init. Closing it, also by dying, ends the sandbox.
/// </summary>
/// <remarks>One at a time waits for what comes; <see cref="ControlWatch"/> tells when that is.</remarks>
internal sealed partial class ControlSocket : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DescriptorHandle _socket;
    private bool _isDisposed;

    private ControlSocket(DescriptorHandle socket) => _socket = socket;

    /// <summary>Makes a pair: this end, and the one for the monitor.</summary>
    /// <exception cref="SandboxSetupException">There is no descriptor left.</exception>
    public static unsafe (ControlSocket Host, DescriptorHandle Monitor) CreatePair()
    {
        var pair = stackalloc int[2];
        if (LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, pair) < 0)
        {
            throw SystemError.Last("make a socket pair");
        }

        var monitor = new DescriptorHandle(pair[1]);
        var host = new ControlSocket(new DescriptorHandle(pair[0]));
        try
        {
            ControlWatch.Add(pair[0]);
            return (host, monitor);
        }
        catch
        {
            host._socket.Dispose();
            monitor.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request; one to a sandbox that has ended goes nowhere.</summary>
    /// <returns>False where hundreds are unread already, by a monitor that somebody has stopped: it was not sent.</returns>
    public bool Send(RequestRecord request)
    {
        lock (_gate)
        {
            // It may have ended, which is what the caller will see by waiting.
            return _isDisposed || UnixMessages.Send(_socket.Number, request, [], LibC.MSG_DONTWAIT) != -Errno.EAGAIN;
        }
    }

    /// <summary>Ends the sandbox, as closing does, and leaves what it has to tell to be read.</summary>
    public void EndRequests()
    {
        lock (_gate)
        {
            // One that has ended does not mind.
            _ = _isDisposed ? 0 : LibC.shutdown(_socket.Number, LibC.SHUT_WR);
        }
    }

    /// <summary>Whether sandbox-init has ended, or has something to tell.</summary>
    public unsafe bool IsReadable
    {
        get
        {
            lock (_gate)
            {
                var poll = new PollDescriptor { Descriptor = _socket.Number, Events = LibC.POLLIN };
                return _isDisposed || LibC.poll(&poll, 1, 0) != 0;
            }
        }
    }

    /// <summary>Hands a sandbox that is held its command.</summary>
    /// <param name="plan">The sealed plan.</param>
    /// <param name="streams">The command's descriptors 0, 1 and 2.</param>
    /// <exception cref="SandboxSetupException">It could not be handed over.</exception>
    public void SendCommand(DescriptorHandle plan, ReadOnlySpan<int> streams)
    {
        var request = new RequestRecord { Kind = (uint)RequestKind.Execute };
        var descriptors = CommandDescriptors.Of(plan.Number, streams[0], streams[1], streams[2]);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var answer = UnixMessages.Send(
                _socket.Number, request, MemoryMarshal.AsBytes(new ReadOnlySpan<CommandDescriptors>(in descriptors)), LibC.MSG_DONTWAIT);

            // It may have ended, which is what the caller will see by waiting.
            if (answer < 0 && answer is not (-Errno.EPIPE or -Errno.ECONNRESET))
            {
                throw SystemError.From((int)-answer, "hand the command to its sandbox (sendmsg)");
            }
        }
    }

    public void Dispose()
    {
        TaskCompletionSource<ReportRecord?>? reader;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            ControlWatch.Remove(_socket.Number);
            _socket.Dispose();
            _descriptor?.Dispose();
            (reader, _reader) = (_reader, null);
        }

        reader?.TrySetException(new ObjectDisposedException(nameof(ControlSocket)));
    }
}
