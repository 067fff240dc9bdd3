using System.Globalization;
using System.Text;

namespace Sandbox.Tests.Images;

/// <summary>Archives in blocks of 512 bytes (tar(5)), with what no library would write.</summary>
internal static class RawTar
{
    private const int Block = 512;
    private const int TypeOffset = 156;
    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;

    /// <summary>A member without content.</summary>
    public static byte[] Member(string name, char type, string linkName = "") => Header(name, type, size: 0, linkName);

    /// <summary>An extended header that says something about the member after it.</summary>
    public static byte[] Extended(IReadOnlyDictionary<string, string> attributes)
    {
        var records = Encoding.UTF8.GetBytes(string.Concat(attributes.Select(attribute => Record(attribute.Key, attribute.Value))));
        var content = new byte[(records.Length + Block - 1) / Block * Block];
        records.CopyTo(content, 0);
        return [.. Header("extended", 'x', records.Length), .. content];
    }

    /// <summary>An archive with more blocks after its last member.</summary>
    public static byte[] Append(byte[] archive, byte[] blocks)
    {
        var end = archive.Length;
        while (archive.AsSpan(end - Block, Block).IndexOfAnyExcept((byte)0) < 0)
        {
            end -= Block;
        }

        return [.. archive[..end], .. blocks, .. archive[end..]];
    }

    /// <summary>An archive with a few bytes changed, most of them in headers, whose checksums are then right again.</summary>
    public static byte[] Mutate(byte[] archive, Random random, bool areHeaders = true)
    {
        var mutated = (byte[])archive.Clone();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var block = random.Next((mutated.Length + Block - 1) / Block) * Block;
            var offset = block + random.Next(Math.Min(Block, mutated.Length - block));
            mutated[offset] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => "\0/.0179x"u8[random.Next(8)],
                _ => (byte)(mutated[offset] ^ (1 << random.Next(8))),
            };
            if (areHeaders && block + Block <= mutated.Length && random.Next(4) != 0)
            {
                SetChecksum(mutated.AsSpan(block, Block));
            }
        }

        return random.Next(10) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }

    // "LENGTH KEY=VALUE\n", where the length counts its own digits.
    private static string Record(string key, string value)
    {
        var rest = $" {key}={value}\n";
        var length = Encoding.UTF8.GetByteCount(rest);
        var digits = length + 1 < 10 ? 1 : length + 2 < 100 ? 2 : 3;
        return string.Create(CultureInfo.InvariantCulture, $"{length + digits}{rest}");
    }

    private static byte[] Header(string name, char type, int size, string linkName = "")
    {
        var header = new byte[Block];
        Encoding.UTF8.GetBytes(name).CopyTo(header, 0);
        "0000644\00000000\00000000\0"u8.CopyTo(header.AsSpan(100));
        Encoding.ASCII.GetBytes($"{Convert.ToString(size, 8).PadLeft(11, '0')}\000000000000\0").CopyTo(header, 124);
        header[TypeOffset] = (byte)type;
        Encoding.UTF8.GetBytes(linkName).CopyTo(header, 157);
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        SetChecksum(header);
        return header;
    }

    private static void SetChecksum(Span<byte> header)
    {
        header.Slice(ChecksumOffset, ChecksumLength).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(header[ChecksumOffset..]);
    }
}
