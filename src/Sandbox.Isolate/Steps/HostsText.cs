using Sandbox.Init;
using Sandbox.Isolate.Linux;

namespace Sandbox.Isolate.Steps;

/// <summary>The content of /etc/hosts (hosts(5)) where there is no network but the process's own.</summary>
internal static unsafe class HostsText
{
    /// <summary>Bytes of the longest text, with a NUL.</summary>
    public const int BufferSize = 256;

    /// <returns>The length.</returns>
    public static int Write(byte* buffer)
    {
        var end = Digits.Append(buffer, "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n"u8.Pointer);
        SystemNames names;
        Syscall.Invoke(SyscallNumber.uname, (nint)(&names));
        if (IsHostName(names.Host))
        {
            end = Digits.Append(end, "192.0.2.2 "u8.Pointer);
            end = Digits.Append(end, names.Host);
            end = Digits.Append(end, "\n"u8.Pointer);
        }

        return (int)(end - buffer);
    }

    // Any bytes can be a host's name for the kernel; in the file they would be other names, or other lines.
    private static bool IsHostName(byte* name)
    {
        var length = 0;
        while (length <= SystemNames.__NEW_UTS_LEN
            && name[length] is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.' or (byte)'_')
        {
            length++;
        }

        return length is > 0 and <= SystemNames.__NEW_UTS_LEN && name[length] == 0 && !IsLocalHost(name);
    }

    private static bool IsLocalHost(byte* name)
    {
        var other = "localhost"u8;
        var i = 0;
        while (i < other.Length && name[i] == other[i])
        {
            i++;
        }

        return i == other.Length && name[i] == 0;
    }
}
