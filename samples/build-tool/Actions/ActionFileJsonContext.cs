using System.Text.Json.Serialization;

namespace BuildTool;

/// <summary>Reads a list of actions strictly: what is not known is an error, not ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<BuildAction>))]
internal sealed partial class ActionFileJsonContext : JsonSerializerContext;
