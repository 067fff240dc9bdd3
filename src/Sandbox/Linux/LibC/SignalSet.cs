using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>signal.h: <c>sigset_t</c>, 1024 bits in every Linux C library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SignalSet
{
    private fixed ulong _words[16];

    public void Add(int signal) => _words[(signal - 1) / 64] |= 1UL << ((signal - 1) % 64);
}
