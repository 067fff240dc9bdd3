using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct pollfd of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public const short POLLIN = 0x1;
    public const short POLLPRI = 0x2;
    public const short POLLRDHUP = 0x2000;

    public int Descriptor;
    public short Requested;
    public short Returned;

    /// <summary>Readable, at its end, or broken: a read will tell.</summary>
    public readonly bool IsReady => Returned != 0;

    public static PollDescriptor ForReading(int descriptor) =>
        new() { Descriptor = descriptor, Requested = POLLIN };

    /// <summary>For a socket whose other end says no more, whatever there is still to be read from it.</summary>
    public static PollDescriptor ForEnd(int descriptor) =>
        new() { Descriptor = descriptor, Requested = POLLRDHUP };

    /// <summary>Whether the other end of a socket says no more, at this moment.</summary>
    public static unsafe bool IsAtEnd(int descriptor)
    {
        var poll = ForEnd(descriptor);
        Clock.Poll(&poll, 1, Clock.Now());
        return poll.IsReady;
    }

    /// <summary>For a file of the kernel's that is always readable, and of whose change it tells.</summary>
    /// <param name="descriptor">The file, or -1 for none.</param>
    public static PollDescriptor ForChange(int descriptor) =>
        new() { Descriptor = descriptor, Requested = POLLPRI };
}
