using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct pollfd of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public const short POLLIN = 0x1;
    public const short POLLHUP = 0x10;

    public int Descriptor;
    public short Requested;
    public short Returned;

    /// <summary>Readable, at its end, or broken: a read will tell.</summary>
    public readonly bool IsReady => Returned != 0;

    public static PollDescriptor ForReading(int descriptor) =>
        new() { Descriptor = descriptor, Requested = POLLIN };
}
