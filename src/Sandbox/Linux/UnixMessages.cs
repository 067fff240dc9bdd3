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
    /// <returns>The bytes of the message, or a negated errno.</returns>
    public static nint Send<T>(int socket, T message, ReadOnlySpan<byte> control)
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
                var length = LibC.sendmsg(socket, &header, LibC.MSG_NOSIGNAL);
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
}
