using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>Datagram sockets of unix(7), told apart by their names.</summary>
internal static unsafe class UnixSockets
{
    /// <summary>The socket's name as an address.</summary>
    /// <exception cref="SandboxSetupException">It has none.</exception>
    public static byte[] NameOf(DescriptorHandle socket)
    {
        var address = stackalloc byte[LibC.SizeOfLocalAddress];
        var length = (uint)LibC.SizeOfLocalAddress;
        return LibC.getsockname(socket.Number, address, &length) < 0
            ? throw SystemError.Last("look at a socket of the command's")
            : new ReadOnlySpan<byte>(address, (int)length).ToArray();
    }

    /// <summary>Has a socket send to, and receive from, that address alone.</summary>
    /// <exception cref="SandboxSetupException">The kernel refuses.</exception>
    public static void Connect(DescriptorHandle socket, byte[] address)
    {
        fixed (byte* start = address)
        {
            if (LibC.connect(socket.Number, start, (uint)address.Length) < 0)
            {
                throw SystemError.Last("close the queue of the command's outputs");
            }
        }
    }

    /// <summary>Takes the next datagram, without waiting.</summary>
    /// <param name="socket">The receiver.</param>
    /// <param name="buffer">Holds it; a larger one takes its place where need be.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="sender">The sender's address.</param>
    /// <returns>False when there is none.</returns>
    /// <exception cref="SandboxSetupException">The kernel refuses.</exception>
    public static bool TryReceive(DescriptorHandle socket, ref byte[] buffer, out int length, out byte[] sender)
    {
        sender = [];
        length = (int)Receive(socket, null, 0, LibC.MSG_PEEK, out _);
        if (length < 0)
        {
            return false;
        }

        if (length > buffer.Length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }

        fixed (byte* start = buffer)
        {
            length = (int)Receive(socket, start, buffer.Length, 0, out sender);
        }

        return length >= 0;
    }

    // The length is the datagram's own, however much of it fits.
    private static nint Receive(DescriptorHandle socket, byte* buffer, int size, int flags, out byte[] sender)
    {
        var address = stackalloc byte[LibC.SizeOfLocalAddress];
        while (true)
        {
            var addressLength = (uint)LibC.SizeOfLocalAddress;
            var length = LibC.recvfrom(
                socket.Number, buffer, size, flags | LibC.MSG_DONTWAIT | LibC.MSG_TRUNC, address, &addressLength);
            sender = length < 0 ? [] : new ReadOnlySpan<byte>(address, (int)addressLength).ToArray();
            if (length >= 0)
            {
                return length;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Errno.EINTR:
                    break;
                case Errno.EAGAIN:
                    return -1;
                case var errno:
                    throw SystemError.From(errno, "read what the command wrote");
            }
        }
    }
}
