using Microsoft.Win32.SafeHandles;

namespace Sandbox.Linux;

/// <summary>An open file descriptor; closed when disposed.</summary>
internal sealed class DescriptorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DescriptorHandle(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>The number; valid until the handle is disposed.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => LibC.close((int)handle) == 0;
}
