using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.Tests.Json;

/// <summary>Validates a document by a JSON Schema (draft 2020-12), as far as the manual's schemas use it; any other keyword is an error.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    // They say nothing about what is valid here.
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description", "format"];

    /// <summary>What is wrong with a document, by the paths of its members; nothing where it is valid.</summary>
    public IReadOnlyList<string> Problems(JsonElement value) => [.. Problems(root, value, "")];

    private IEnumerable<string> Problems(JsonElement schema, JsonElement value, string path) => schema.EnumerateObject()
        .Where(keyword => !Annotations.Contains(keyword.Name))
        .SelectMany(keyword => Problems(keyword, schema, value, path));

    private IEnumerable<string> Problems(JsonProperty keyword, JsonElement schema, JsonElement value, string path) => keyword.Name switch
    {
        "$ref" => Problems(Find(keyword.Value.GetString()!), value, path),
        "type" => Unless(Types(keyword.Value).Any(type => IsOf(type, value)), path, $"is no {keyword.Value}"),
        "const" => Unless(JsonElement.DeepEquals(keyword.Value, value), path, $"is not {keyword.Value}"),
        "enum" => Unless(keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), path, $"is not one of {keyword.Value}"),
        "oneOf" => Unless(
            keyword.Value.EnumerateArray().Count(one => !Problems(one, value, path).Any()) == 1, path, "is not exactly one of the forms"),
        "not" => Unless(Problems(keyword.Value, value, path).Any(), path, "is what it must not be"),
        "pattern" => Unless(
            value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!), path, $"does not match {keyword.Value}"),
        "minimum" => Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(), path, "is too small"),
        "maximum" => Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(), path, "is too large"),
        "minLength" => Unless(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(), path, "is too short"),
        "maxLength" => Unless(value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32(), path, "is too long"),
        "maxItems" => Unless(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(), path, "has too many"),
        "required" => keyword.Value.EnumerateArray().SelectMany(
            name => Unless(value.ValueKind != JsonValueKind.Object || value.TryGetProperty(name.GetString()!, out _), path, $"lacks {name}")),
        "items" => Entries(value).SelectMany(entry => Problems(keyword.Value, entry.Value, $"{path}[{entry.Index}]")),
        "properties" => Members(value).Where(member => keyword.Value.TryGetProperty(member.Name, out _))
            .SelectMany(member => Problems(keyword.Value.GetProperty(member.Name), member.Value, $"{path}.{member.Name}")),
        "propertyNames" => Members(value).SelectMany(
            member => Problems(keyword.Value, JsonSerializer.SerializeToElement(member.Name), $"{path}.{member.Name}")),
        "additionalProperties" => Members(value).Where(member => !IsDeclared(schema, member.Name)).SelectMany(
            member => keyword.Value.ValueKind == JsonValueKind.False
                ? [$"{path}.{member.Name}: is not known"]
                : Problems(keyword.Value, member.Value, $"{path}.{member.Name}")),
        _ => throw new NotSupportedException($"the schema uses {keyword.Name}, which these tests do not know"),
    };

    private JsonElement Find(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsDeclared(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static IEnumerable<string?> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()) : [type.GetString()];

    private static bool IsOf(string? type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"the schema has the type {type}, which these tests do not know"),
    };

    private static JsonElement.ObjectEnumerator Members(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static IEnumerable<(int Index, JsonElement Value)> Entries(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select((entry, index) => (index, entry)) : [];

    private static IEnumerable<string> Unless(bool holds, string path, string problem) => holds ? [] : [$"{path}: {problem}"];
}
