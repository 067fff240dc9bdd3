using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>The metadata of the documents that are only written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ChangeDocument))]
[JsonSerializable(typeof(ProbeDocument))]
[JsonSerializable(typeof(ExplanationDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
