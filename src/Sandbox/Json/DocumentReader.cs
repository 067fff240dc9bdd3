using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sandbox.Json;

/// <summary>
/// Reads documents strictly: unknown members, members that are there twice, wrong types, comments and trailing commas
/// are errors, and each names the member by its path.
/// </summary>
internal static class DocumentReader
{
    private const int MaxDepth = 16;

    /// <summary>Reads a stream to its end. It is not disposed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="maxLength">The most bytes it may hold.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SandboxSpecException">It holds more.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int maxLength, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + length > maxLength)
            {
                throw TooLong(maxLength);
            }

            content.Write(buffer, 0, length);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>Makes a document of UTF-8, with or without a byte order mark.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="type">The document's metadata, which is its schema.</param>
    /// <param name="blameObjects">Whether a missing member is told of the object that lacks it, not under its own path.</param>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of the document.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type, bool blameObjects = false)
    {
        try
        {
            var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var errors = new SpecErrors();
            new DocumentShape(type.Options, errors) { BlamesObjects = blameObjects }.Check(document.RootElement, typeof(T), path: "");
            errors.ThrowIfAny();
            return document.RootElement.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            var problem = $"is not valid JSON{Place(exception)}: {Reason(exception)}";
            throw new SandboxSpecException(SandboxSpecJson.Document, problem, innerException: exception);
        }
    }

    /// <summary>The error for a document longer than it may be.</summary>
    public static SandboxSpecException TooLong(int maxLength) =>
        new(SandboxSpecJson.Document, $"is longer than {maxLength} bytes");

    private static string Place(JsonException exception) => exception.LineNumber is { } line
        ? $" at line {line + 1}, byte {exception.BytePositionInLine + 1}"
        : "";

    // The parser appends the position, counted from zero, to its reason; ours counts as editors do.
    private static string Reason(JsonException exception)
    {
        var position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? exception.Message : exception.Message[..position];
    }
}
