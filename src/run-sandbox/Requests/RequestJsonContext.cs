using System.Text.Json.Serialization;

namespace RunSandbox.Requests;

/// <summary>The metadata of requests and responses; it is their schema, too (<see cref="RequestSchema"/>).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RequestDocument))]
[JsonSerializable(typeof(ResponseDocument))]
internal sealed partial class RequestJsonContext : JsonSerializerContext;
