using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace RunSandbox.Output;

/// <summary>Writes to descriptors, and tells in words why it could not.</summary>
internal static class DescriptorText
{
    /// <summary>Writes all bytes, waiting where the other end is slow.</summary>
    /// <param name="handle">Where to.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="giveUp">Cancelled when the waiting is to end; the rest is dropped then, which is no failure.</param>
    /// <returns>Why that failed, or null.</returns>
    public static string? Write(SafeHandle handle, ReadOnlySpan<byte> bytes, CancellationToken giveUp = default) =>
        DescriptorWriter.Write(handle, bytes, giveUp) is not (0 or Errno.ECANCELED) and var errno ? Marshal.GetPInvokeErrorMessage(errno) : null;
}
