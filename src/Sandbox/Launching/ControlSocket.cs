using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// The host's end of the socket to one sandbox-init. Closing it, also by dying, ends the sandbox.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[Unsafe.SizeOf<ReportRecord>() + 1];
    private DescriptorHandle? _descriptor;

    private ControlSocket(Socket socket) => _socket = socket;

    /// <summary>Makes a pair: this end, and the one for the monitor.</summary>
    /// <exception cref="SandboxSetupException">There is no descriptor left.</exception>
    public static unsafe (ControlSocket Host, DescriptorHandle Monitor) CreatePair()
    {
        var pair = stackalloc int[2];
        if (LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, pair) < 0)
        {
            throw SystemError.Last("make a socket pair");
        }

        return (new ControlSocket(new Socket(new SafeSocketHandle(pair[0], ownsHandle: true))), new DescriptorHandle(pair[1]));
    }

    /// <summary>The next report; null when sandbox-init has ended.</summary>
    /// <exception cref="SandboxSetupException">A message is not a report.</exception>
    public async ValueTask<ReportRecord?> ReceiveAsync(CancellationToken cancellationToken)
    {
        // Only looked at: what is received without room for a descriptor loses the one that comes with it.
        if (await PeekAsync(cancellationToken).ConfigureAwait(false) == 0)
        {
            return null;
        }

        var length = Receive();
        return length == Unsafe.SizeOf<ReportRecord>()
            ? MemoryMarshal.Read<ReportRecord>(_buffer)
            : throw new SandboxSetupException($"sandbox-init sent a message of {length} bytes, which is no report");
    }

    /// <summary>The descriptor that came with the last report, or null. Whoever takes it closes it.</summary>
    public DescriptorHandle? TakeDescriptor()
    {
        var descriptor = _descriptor;
        _descriptor = null;
        return descriptor;
    }

    /// <summary>Sends a request; one to a sandbox that has ended goes nowhere.</summary>
    public void Send(RequestRecord request)
    {
        try
        {
            _socket.Send(MemoryMarshal.AsBytes(new ReadOnlySpan<RequestRecord>(in request)));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended, which is what the caller will see by waiting.
        }
    }

    /// <summary>Ends the sandbox, as closing does, and leaves what it has to tell to be read.</summary>
    public void EndRequests()
    {
        // One that has ended does not mind.
        if (!_socket.SafeHandle.IsClosed)
        {
            _ = LibC.shutdown((int)_socket.Handle, LibC.SHUT_WR);
        }
    }

    /// <summary>Whether sandbox-init has ended, or has something to tell.</summary>
    public bool IsReadable
    {
        get
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return true;
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
        var answer = UnixMessages.Send(
            (int)_socket.Handle, request, MemoryMarshal.AsBytes(new ReadOnlySpan<CommandDescriptors>(in descriptors)));

        // It may have ended, which is what the caller will see by waiting.
        if (answer < 0 && answer is not (-Errno.EPIPE or -Errno.ECONNRESET))
        {
            throw SystemError.From((int)-answer, "hand the command to its sandbox (sendmsg)");
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _descriptor?.Dispose();
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(_buffer, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // sandbox-init ended with a request of ours unread. That is told once, ahead of the reports it has sent.
            return await _socket.ReceiveAsync(_buffer, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
        }
    }

    // What was looked at is there.
    private unsafe int Receive()
    {
        _descriptor?.Dispose();
        _descriptor = null;
        ControlMessage control = default;
        fixed (byte* start = _buffer)
        {
            var part = new MessagePart { Start = start, Length = (nuint)_buffer.Length };
            while (true)
            {
                var header = new MessageHeader
                {
                    Parts = &part,
                    PartCount = 1,
                    Control = &control,
                    ControlLength = (nuint)sizeof(ControlMessage),
                };
                var length = LibC.recvmsg((int)_socket.Handle, &header, LibC.MSG_DONTWAIT | LibC.MSG_CMSG_CLOEXEC);
                if (length >= 0)
                {
                    _descriptor = header.ControlLength > 0 ? DescriptorOf(control) : null;
                    return (int)length;
                }

                if (Marshal.GetLastPInvokeError() != Errno.EINTR)
                {
                    throw SystemError.Last("receive a report of sandbox-init");
                }
            }
        }
    }

    private static DescriptorHandle? DescriptorOf(in ControlMessage control) =>
        control is { Level: LibC.SOL_SOCKET, Type: LibC.SCM_RIGHTS, Length: ControlMessage.LengthOfOne }
            ? new DescriptorHandle(control.Descriptor)
            : null;
}
