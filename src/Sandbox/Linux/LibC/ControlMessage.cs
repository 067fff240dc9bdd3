using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>struct cmsghdr with room for one descriptor behind it (cmsg(3)), padded to CMSG_SPACE.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ControlMessage
{
    /// <summary>CMSG_LEN of one descriptor: the padding does not count.</summary>
    public const int LengthOfOne = 20;

    public nuint Length;
    public int Level;
    public int Type;
    public int Descriptor;
}
