using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct __user_cap_header_struct of capset(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilityHeader
{
    public const uint _LINUX_CAPABILITY_VERSION_3 = 0x2008_0522;

    public uint Version;
    public int Pid;
}
