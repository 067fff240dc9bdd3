using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Messages over unix(7) sockets, and what else takes a socket; each call answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static unsafe class Sockets
{
    private const int SOCK_DGRAM = 2;
    private const int SOCK_SEQPACKET = 5;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SO_SNDBUF = 7;
    private const int MSG_TRUNC = 0x20;
    private const int MSG_DONTWAIT = 0x40;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int MSG_CMSG_CLOEXEC = 0x4000_0000;

    public static nint OpenPair(int* ends) =>
        Syscall.Invoke(socketpair, LocalAddress.AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, (nint)ends);

    public static nint OpenDatagram() => Syscall.Invoke(socket, LocalAddress.AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    public static nint Bind(int descriptor, LocalAddress* address, int length) =>
        Syscall.Invoke(bind, descriptor, (nint)address, length);

    public static nint Connect(int descriptor, LocalAddress* address, int length) =>
        Syscall.Invoke(connect, descriptor, (nint)address, length);

    /// <param name="length">The room there is; then the address's own length.</param>
    public static nint GetName(int descriptor, LocalAddress* address, int* length) =>
        Syscall.Invoke(getsockname, descriptor, (nint)address, (nint)length);

    /// <summary>Bytes that may wait to be received; the kernel takes less where it must.</summary>
    public static nint SetSendBuffer(int descriptor, int size) =>
        Syscall.Invoke(setsockopt, descriptor, SOL_SOCKET, SO_SNDBUF, (nint)(&size), sizeof(int));

    /// <summary>A socket to ask for and set the properties of network devices with (netdevice(7)).</summary>
    public static nint OpenForDevices() => Syscall.Invoke(socket, SocketAddress.AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    public static nint ControlDevice(int descriptor, int request, InterfaceRequest* argument) =>
        Syscall.Invoke(ioctl, descriptor, request, (nint)argument);

    public static nint ControlRoute(int descriptor, int request, RouteRequest* argument) =>
        Syscall.Invoke(ioctl, descriptor, request, (nint)argument);

    public static nint Send(int descriptor, void* message, nint length) =>
        Syscall.Invoke(sendto, descriptor, (nint)message, length, MSG_NOSIGNAL, 0, 0);

    /// <summary>Sends a message with a copy of a descriptor (SCM_RIGHTS).</summary>
    public static nint SendWithDescriptor(int descriptor, void* message, nint length, int passed)
    {
        var control = new ControlMessage
        {
            Length = ControlMessage.LengthOfOne,
            Level = ControlMessage.SOL_SOCKET,
            Type = ControlMessage.SCM_RIGHTS,
            Descriptor = passed,
        };
        return SendWithControl(descriptor, message, length, &control, sizeof(ControlMessage));
    }

    /// <summary>Sends a message with a control message (cmsg(3)).</summary>
    public static nint SendWithControl(int descriptor, void* message, nint length, void* control, nint controlLength)
    {
        var part = new MessagePart { Start = message, Length = (nuint)length };
        var header = new MessageHeader
        {
            Parts = &part,
            PartCount = 1,
            Control = control,
            ControlLength = (nuint)controlLength,
        };
        return Syscall.Invoke(sendmsg, descriptor, (nint)(&header), MSG_NOSIGNAL);
    }

    /// <summary>Waits for one message, and takes the descriptor that comes with it (SCM_RIGHTS), to be closed by execve.</summary>
    /// <param name="passed">The descriptor, or -1.</param>
    /// <returns>The message's length; 0 when the other end is closed.</returns>
    public static nint ReceiveWithDescriptor(int descriptor, void* message, nint length, out int passed)
    {
        ControlMessage control = default;
        var answer = ReceiveWithControl(descriptor, message, length, waits: true, &control, sizeof(ControlMessage));
        passed = answer > 0 && control.IsDescriptor ? control.Descriptor : -1;
        return answer;
    }

    /// <summary>Takes one message, with the control message that comes with it, whose descriptors are closed by execve.</summary>
    /// <param name="waits">Whether to wait for one; otherwise the answer may be EAGAIN.</param>
    /// <param name="control">Zeroed; stays so where none comes.</param>
    /// <returns>As <see cref="Receive"/>.</returns>
    public static nint ReceiveWithControl(
        int descriptor, void* message, nint length, bool waits, void* control, nint controlLength)
    {
        var part = new MessagePart { Start = message, Length = (nuint)length };
        nint answer;
        do
        {
            var header = new MessageHeader
            {
                Parts = &part,
                PartCount = 1,
                Control = control,
                ControlLength = (nuint)controlLength,
            };
            answer = Syscall.Invoke(
                recvmsg, descriptor, (nint)(&header), MSG_CMSG_CLOEXEC | MSG_TRUNC | (waits ? 0 : MSG_DONTWAIT));
        }
        // The other end was closed with a message of ours unread. That is told once, ahead of what it has sent.
        while (answer is -Errno.EINTR or -Errno.ECONNRESET);

        return answer;
    }

    /// <summary>
    /// Takes one message without waiting. The answer is the message's own length, even where that is more than fits;
    /// 0 when the other end is closed.
    /// </summary>
    public static nint Receive(int descriptor, void* message, nint length)
    {
        var answer = Syscall.Invoke(recvfrom, descriptor, (nint)message, length, MSG_DONTWAIT | MSG_TRUNC, 0, 0);

        // The other end was closed with a message of ours unread. That is told once, ahead of what it has sent.
        return answer == -Errno.ECONNRESET
            ? Syscall.Invoke(recvfrom, descriptor, (nint)message, length, MSG_DONTWAIT | MSG_TRUNC, 0, 0)
            : answer;
    }
}
