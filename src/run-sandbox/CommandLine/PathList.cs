using System.Text;

namespace RunSandbox.CommandLine;

/// <summary>A file of paths, as <c>find -print0</c> or <c>git ls-files</c> write it.</summary>
internal static class PathList
{
    private const int MaxLength = 64 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The paths in the file an option names, each absolute; relative ones start at the current directory.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no such list.</exception>
    public static List<string> Read(OptionOccurrence option)
    {
        var text = ReadText(option);

        // One NUL tells: no path holds any, and then a newline may be part of one.
        var separator = text.Contains('\0', StringComparison.Ordinal) ? '\0' : '\n';
        return [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(path => PathArgument.OnHost(option, path))];
    }

    private static string ReadText(OptionOccurrence option)
    {
        try
        {
            using var file = new FileStream(
                PathArgument.OnHost(option, option.Value), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int length;
            while ((length = file.Read(buffer)) > 0)
            {
                if (content.Length + length > MaxLength)
                {
                    throw option.Invalid($"it is longer than {MaxLength} bytes");
                }

                content.Write(buffer, 0, length);
            }

            return StrictUtf8.GetString(content.GetBuffer().AsSpan(0, (int)content.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw option.Invalid($"could not read it: {exception.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw option.Invalid("it holds a path that is not UTF-8", "such a path cannot be named in a spec");
        }
    }
}
