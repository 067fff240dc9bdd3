using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>Messages over sockets of unix(7) with what comes along, such as descriptors (cmsg(3)).</summary>
internal static unsafe class UnixMessages
{
    /// <summary>Sends a message (sendmsg(2)), without SIGPIPE.</summary>
    /// <param name="socket">The sender.</param>
    /// <param name="message">The message.</param>
    /// <param name="control">The control message; empty: none.</param>
    /// <param name="flags">More flags, <c>MSG_DONTWAIT</c> for instance.</param>
    /// <returns>The bytes of the message, or a negated errno.</returns>
    public static nint Send<T>(int socket, T message, ReadOnlySpan<byte> control, int flags = 0)
        where T : unmanaged
    {
        fixed (byte* controlStart = control)
        {
            var part = new MessagePart { Start = (byte*)&message, Length = (nuint)Unsafe.SizeOf<T>() };
            var header = new MessageHeader
            {
                Parts = &part,
                PartCount = 1,
                Control = controlStart,
                ControlLength = (nuint)control.Length,
            };
            while (true)
            {
                var length = LibC.sendmsg(socket, &header, LibC.MSG_NOSIGNAL | flags);
                if (length >= 0)
                {
                    return length;
                }

                var errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.EINTR)
                {
                    return -errno;
                }
            }
        }
    }

    /// <summary>Takes a message, and a descriptor where one comes along, without waiting (recvmsg(2)).</summary>
    /// <param name="socket">The receiver.</param>
    /// <param name="message">Where it goes; what does not fit is lost.</param>
    /// <param name="descriptor">What came along, or null.</param>
    /// <returns>The bytes of the message, or a negated errno.</returns>
    public static nint Receive(int socket, Span<byte> message, out DescriptorHandle? descriptor)
    {
        // Without room for a descriptor, the one that comes with a message would be lost.
        ControlMessage control = default;
        fixed (byte* start = message)
        {
            var part = new MessagePart { Start = start, Length = (nuint)message.Length };
            while (true)
            {
                var header = new MessageHeader
                {
                    Parts = &part,
                    PartCount = 1,
                    Control = &control,
                    ControlLength = (nuint)sizeof(ControlMessage),
                };
                var length = LibC.recvmsg(socket, &header, LibC.MSG_DONTWAIT | LibC.MSG_CMSG_CLOEXEC);
                var errno = length < 0 ? Marshal.GetLastPInvokeError() : 0;
                if (errno != Errno.EINTR)
                {
                    descriptor = length >= 0 && header.ControlLength > 0 ? DescriptorOf(control) : null;
                    return length < 0 ? -errno : length;
                }
            }
        }
    }

    private static DescriptorHandle? DescriptorOf(in ControlMessage control) =>
        control is { Level: LibC.SOL_SOCKET, Type: LibC.SCM_RIGHTS, Length: ControlMessage.LengthOfOne }
            ? new DescriptorHandle(control.Descriptor)
            : null;
}
