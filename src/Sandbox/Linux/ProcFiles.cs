namespace Sandbox.Linux;

/// <summary>Small files of proc(5) and sysfs, bounded and without surprises: what cannot be read is null.</summary>
internal static class ProcFiles
{
    private const int MaxLength = 64 * 1024;

    /// <summary>A sysctl by its path below /proc/sys, trimmed; null where this kernel does not have it.</summary>
    public static string? ReadSysctl(string name) => Read($"/proc/sys/{name}");

    /// <summary>The value of a field in a file of lines such as <c>Name:   value</c>, trimmed; null where there is none.</summary>
    public static string? ReadField(string path, string name) => Read(path)?.Split('\n')
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();

    /// <summary>A file's text, trimmed, at most 64 KiB of it; null where it is missing or unreadable.</summary>
    public static string? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var buffer = new byte[MaxLength];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
