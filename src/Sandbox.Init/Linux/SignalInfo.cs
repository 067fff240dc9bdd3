using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct signalfd_siginfo of signalfd(2), of which only the number is used here.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct SignalInfo
{
    public uint Number;
}
