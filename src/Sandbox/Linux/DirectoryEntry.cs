using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>A name in a directory, in the bytes it has: they need not be text.</summary>
/// <param name="Name">The name, with a NUL at its end.</param>
/// <param name="Type">A DT_* constant of readdir(3); some file systems do not tell.</param>
internal readonly record struct DirectoryEntry(ImmutableArray<byte> Name, byte Type)
{
    public const byte DT_UNKNOWN = 0;
    public const byte DT_DIR = 4;

    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const int BufferSize = 32 * 1024;

    /// <summary>All that is in a directory but <c>.</c> and <c>..</c>.</summary>
    /// <param name="directory">A directory, open for reading, at its beginning.</param>
    /// <param name="path">What it is called, for the message of an error.</param>
    /// <exception cref="SandboxSetupException">It cannot be read.</exception>
    public static unsafe List<DirectoryEntry> ReadAll(DescriptorHandle directory, string path)
    {
        var entries = new List<DirectoryEntry>();
        var buffer = new byte[BufferSize];
        while (true)
        {
            nint length;
            fixed (byte* start = buffer)
            {
                length = LibC.getdents64(directory.Number, start, BufferSize);
            }

            if (length <= 0)
            {
                return length == 0 ? entries : throw SystemError.Last("read the directory", path);
            }

            for (var offset = 0; offset < length;)
            {
                var record = buffer.AsSpan(offset);
                offset += MemoryMarshal.Read<ushort>(record[LengthOffset..]);
                var name = record[NameOffset..];
                name = name[..(name.IndexOf((byte)0) + 1)];
                if (!name.SequenceEqual(".\0"u8) && !name.SequenceEqual("..\0"u8))
                {
                    entries.Add(new DirectoryEntry([.. name], record[TypeOffset]));
                }
            }
        }
    }
}
