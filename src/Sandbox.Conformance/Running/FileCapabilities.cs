using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sandbox.Conformance;

/// <summary>Capabilities of files (capabilities(7)).</summary>
internal static partial class FileCapabilities
{
    // struct vfs_cap_data of linux/capability.h, little-endian: revision 2, which is about all namespaces alike, then the
    // permitted and inheritable sets in halves. Not effective at once: a program that does not get all it is to have would
    // not be executed at all.
    private const uint Revision = 0x0200_0000;
    private const int Halves = 2;

    /// <summary>Gives a program every capability there is.</summary>
    /// <returns>False where this process may not, or the file system has none.</returns>
    public static bool TrySet(string path)
    {
        var value = new byte[(1 + (2 * Halves)) * sizeof(uint)];
        value.AsSpan().Fill(byte.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(value, Revision);
        return SetAttribute(path, "security.capability", value, (nuint)value.Length, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int SetAttribute(string path, string name, byte[] value, nuint size, int flags);
}
