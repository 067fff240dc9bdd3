using System.Text.Json.Serialization;

namespace Sandbox.Images;

/// <summary>The JSON form of a manifest. Members that are not used here may be there.</summary>
internal sealed record ImageManifestDocument
{
    public string? AcKind { get; init; }

    public string? Name { get; init; }

    public AppDocument? App { get; init; }

    internal sealed record AppDocument
    {
        public IReadOnlyList<string>? Exec { get; init; }

        public string? WorkingDirectory { get; init; }

        public IReadOnlyList<VariableDocument>? Environment { get; init; }
    }

    internal sealed record VariableDocument
    {
        public string? Name { get; init; }

        public string? Value { get; init; }
    }
}

/// <summary>The metadata of manifests.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImageManifestDocument))]
internal sealed partial class ImageManifestContext : JsonSerializerContext;
