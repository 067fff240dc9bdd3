namespace Sandbox;

/// <summary>The content of /etc/hosts (hosts(5)) where there is no network but a loopback.</summary>
internal static unsafe class HostsText
{
    /// <summary>The most bytes of a host's name (uname(2), __NEW_UTS_LEN).</summary>
    public const int MaxName = 64;

    /// <summary>Bytes of the longest text.</summary>
    public const int BufferSize = 256;

    private static System.ReadOnlySpan<byte> Loopback => "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n"u8;

    private static System.ReadOnlySpan<byte> Localhost => "localhost"u8;

    /// <summary>Writes it to a buffer of <see cref="BufferSize"/>.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="name">The host's own name, at most <see cref="MaxName"/> bytes.</param>
    /// <param name="nameLength">Its length; 0: it is not named.</param>
    /// <param name="address">What it stands for, an IPv4 address as text of at most 15 bytes.</param>
    /// <param name="addressLength">The length of that.</param>
    /// <returns>The length of the text.</returns>
    public static int Write(byte* buffer, byte* name, int nameLength, byte* address, int addressLength)
    {
        var length = 0;
        for (; length < Loopback.Length; length++)
        {
            buffer[length] = Loopback[length];
        }

        if (nameLength == 0 || IsLocalhost(name, nameLength))
        {
            return length;
        }

        length = Append(buffer, length, address, addressLength, (byte)' ');
        length = Append(buffer, length, name, nameLength, (byte)'\n');

        // As programs look for the name of the host in its domain, and for that alone.
        var domain = 0;
        while (domain < nameLength && name[domain] != (byte)'.')
        {
            domain++;
        }

        if (domain > 0 && domain < nameLength)
        {
            buffer[length - 1] = (byte)' ';
            length = Append(buffer, length, name, domain, (byte)'\n');
        }

        return length;
    }

    /// <summary>Whether a name can stand in the file: any bytes can be a host's name for the kernel, other lines among them.</summary>
    public static bool IsName(byte* name, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (name[i] is not (>= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9'
                or (byte)'-' or (byte)'.' or (byte)'_'))
            {
                return false;
            }
        }

        return length is > 0 and <= MaxName;
    }

    private static int Append(byte* buffer, int at, byte* text, int length, byte end)
    {
        for (var i = 0; i < length; i++)
        {
            buffer[at++] = text[i];
        }

        buffer[at++] = end;
        return at;
    }

    private static bool IsLocalhost(byte* name, int length)
    {
        var same = length == Localhost.Length;
        for (var i = 0; same && i < length; i++)
        {
            same = name[i] == Localhost[i];
        }

        return same;
    }
}
