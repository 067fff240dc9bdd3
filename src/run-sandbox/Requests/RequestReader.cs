using Sandbox;
using Sandbox.Json;

namespace RunSandbox.Requests;

/// <summary>Reads requests.</summary>
internal static class RequestReader
{
    /// <summary>The largest request that is read, in bytes: 16 MiB. An execve takes 2 MB of arguments.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Reads a request to the end of a stream. The stream is not disposed.</summary>
    /// <exception cref="SandboxSpecException">It is no request; what is wrong, each under its path.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static async Task<RequestDocument> ReadAsync(Stream stream) =>
        Parse(await DocumentReader.ReadAsync(stream, MaxLength, CancellationToken.None));

    /// <summary>Makes a request of UTF-8.</summary>
    /// <exception cref="SandboxSpecException">It is none; what is wrong, each under its path.</exception>
    public static RequestDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        var document = DocumentReader.Parse(utf8, RequestJsonContext.Default.RequestDocument, blameObjects: true);
        var errors = new SpecErrors();
        RequestRules.Check(document, errors);
        errors.ThrowIfAny();
        return document;
    }
}
