using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct cmsghdr with one descriptor behind it (cmsg(3)), padded to CMSG_SPACE.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ControlMessage
{
    public const int SOL_SOCKET = 1;
    public const int SCM_RIGHTS = 1;

    /// <summary>CMSG_LEN of one descriptor: the padding does not count.</summary>
    public const int LengthOfOne = 20;

    public nuint Length;
    public int Level;
    public int Type;
    public int Descriptor;

    /// <summary>Whether that is what the kernel filled in.</summary>
    public readonly bool IsDescriptor => Level == SOL_SOCKET && Type == SCM_RIGHTS && Length == LengthOfOne;
}
