using System.IO.Compression;

namespace Sandbox.Images.Extraction;

/// <summary>The content of a file that may be compressed, by what its first bytes say.</summary>
internal static class Decompression
{
    private const int LongestMagic = 6;

    private static readonly (byte[] Magic, string Tool, string[] Arguments)[] Tools =
    [
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz", ["--decompress", "--stdout", "--memlimit-decompress=512MiB"]),
        ([(byte)'B', (byte)'Z', (byte)'h'], "bzip2", ["--decompress", "--stdout"]),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd", ["--decompress", "--stdout", "--quiet", "--memory=512MB"]),
    ];

    /// <summary>Opens it.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <exception cref="SandboxSetupException">The tool it takes is not installed.</exception>
    public static DecompressedStream Open(FileStream file)
    {
        Span<byte> start = stackalloc byte[LongestMagic];
        start = start[..file.ReadAtLeast(start, LongestMagic, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return new DecompressedStream(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), tool: null);
        }

        foreach (var (magic, tool, arguments) in Tools)
        {
            if (start.StartsWith(magic))
            {
                var process = DecompressionTool.Start(tool, arguments, file.Name);
                return new DecompressedStream(process.Output, process);
            }
        }

        return new DecompressedStream(file, tool: null);
    }
}
