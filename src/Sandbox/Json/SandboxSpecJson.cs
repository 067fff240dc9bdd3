using System.Text;
using System.Text.Json;
using Sandbox.Json;

namespace Sandbox;

/// <summary>Specs as JSON (RFC 8259), in the form docs/json.md describes.</summary>
/// <remarks>
/// Reading is strict: unknown members, members that are there twice, wrong types, comments and trailing commas are
/// errors, and each names the member by its path. What is read has the form of a spec; <see cref="ISandbox"/> validates
/// what it says.
/// </remarks>
public static class SandboxSpecJson
{
    /// <summary>The largest document that is read, in bytes: 64 MiB.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>What errors about the document as a whole have as their member.</summary>
    public const string Document = "document";

    private const int MaxDepth = 16;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a spec from UTF-8.</summary>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of a spec.</exception>
    public static SandboxSpec Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
        {
            throw TooLong();
        }

        return Read(utf8.StartsWith("\uFEFF"u8) ? utf8[3..].ToArray() : utf8.ToArray());
    }

    /// <summary>Reads a spec from text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of a spec.</exception>
    public static SandboxSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return text.Length > MaxLength ? throw TooLong() : Parse(StrictUtf8.GetBytes(text));
        }
        catch (EncoderFallbackException exception)
        {
            throw new SandboxSpecException(Document, "holds half of a surrogate pair", innerException: exception);
        }
    }

    /// <summary>Reads a spec from a stream of UTF-8, to its end. The stream is not disposed.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of a spec.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<SandboxSpec> ParseAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + length > MaxLength)
            {
                throw TooLong();
            }

            content.Write(buffer, 0, length);
        }

        return Parse(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>
    /// Writes a spec as JSON that <see cref="Parse(string)"/> reads as an equal one. Defaults are left out.
    /// </summary>
    /// <param name="spec">The spec.</param>
    /// <param name="indented">Whether it is laid out for people, on several lines.</param>
    /// <exception cref="ArgumentNullException"><paramref name="spec"/> is null.</exception>
    /// <exception cref="SandboxSpecException">
    /// A standard stream of it is a <see cref="Stream"/>, which has no form in JSON.
    /// </exception>
    public static string Write(SandboxSpec spec, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return JsonLayout.Write(SpecToDocument.Convert(spec), SpecJsonContext.Default.SpecDocument, indented);
    }

    private static SandboxSpec Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var root = document.RootElement;
            var errors = new SpecErrors();
            new DocumentShape(SpecJsonContext.Default.Options, errors).Check(root, typeof(SpecDocument), path: "");
            errors.ThrowIfAny();
            var spec = DocumentToSpec.Convert(root.Deserialize(SpecJsonContext.Default.SpecDocument)!, errors);
            errors.ThrowIfAny();
            return spec;
        }
        catch (JsonException exception)
        {
            var problem = $"is not valid JSON{Place(exception)}: {Reason(exception)}";
            throw new SandboxSpecException(Document, problem, innerException: exception);
        }
    }

    private static string Place(JsonException exception) => exception.LineNumber is { } line
        ? $" at line {line + 1}, byte {exception.BytePositionInLine + 1}"
        : "";

    // The parser appends the position, counted from zero, to its reason; ours counts as editors do.
    private static string Reason(JsonException exception)
    {
        var position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? exception.Message : exception.Message[..position];
    }

    private static SandboxSpecException TooLong() => new(Document, $"is longer than {MaxLength} bytes");
}
