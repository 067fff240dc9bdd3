using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>One message from the host to the monitor.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RequestRecord
{
    /// <summary>A <see cref="RequestKind"/>.</summary>
    public uint Kind;

    /// <summary>A signal number, 1 to 64, for <see cref="RequestKind.Signal"/> and <see cref="RequestKind.SignalAll"/>.</summary>
    public uint Value;
}
