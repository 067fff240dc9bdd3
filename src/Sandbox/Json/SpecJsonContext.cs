using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>The metadata of a spec's documents; <see cref="DocumentShape"/> takes it as their schema.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(SizeConverter),
        typeof(DurationConverter),
        typeof(FileModeConverter),
        typeof(ShortFormConverter<RootDocument>),
        typeof(ShortFormConverter<IReadOnlyList<string>>),
        typeof(ShortFormConverter<DenyDocument>),
        typeof(ShortFormConverter<NetworkDocument>),
        typeof(ShortFormConverter<InputDocument>),
        typeof(ShortFormConverter<OutputDocument>),
    ])]
[JsonSerializable(typeof(SpecDocument))]
[JsonSerializable(typeof(RootDocument))]
[JsonSerializable(typeof(DenyDocument))]
[JsonSerializable(typeof(NetworkDocument))]
[JsonSerializable(typeof(InputDocument))]
[JsonSerializable(typeof(OutputDocument))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ProfilesDocument))]
internal sealed partial class SpecJsonContext : JsonSerializerContext;
