using System.Text;
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

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a spec from UTF-8.</summary>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of a spec.</exception>
    public static SandboxSpec Parse(ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaxLength ? throw DocumentReader.TooLong(MaxLength) : Read(utf8.ToArray());

    /// <summary>Reads a spec from text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="SandboxSpecException">It is no JSON, or not the form of a spec.</exception>
    public static SandboxSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return text.Length > MaxLength ? throw DocumentReader.TooLong(MaxLength) : Parse(StrictUtf8.GetBytes(text));
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
        return Read(await DocumentReader.ReadAsync(stream, MaxLength, cancellationToken).ConfigureAwait(false));
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
        var errors = new SpecErrors();
        var spec = DocumentToSpec.Convert(DocumentReader.Parse(utf8, SpecJsonContext.Default.SpecDocument), errors);
        errors.ThrowIfAny();
        return spec;
    }
}
