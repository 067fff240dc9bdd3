using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace RunSandbox.Requests;

/// <summary>The JSON schema (2020-12) of requests, from the types they are read with.</summary>
internal static class RequestSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema, laid out for people, with the end of its last line.</summary>
    public static string Write()
    {
        var schema = Make();
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length) + "\n";
    }

    private static JsonObject Make()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Complete };
        var schema = RequestJsonContext.Default.RequestDocument.GetJsonSchemaAsNode(options).AsObject();
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "A request to run-sandbox --request");
        return schema;
    }

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject node)
        {
            return schema;
        }

        // Left out is the way to say nothing; null is refused.
        if (node["type"] is JsonArray types)
        {
            node["type"] = types.Select(type => type!.GetValue<string>()).Single(type => type != "null");
        }

        // Every number of a request counts something.
        if (node["type"]?.GetValue<string>() is "integer" or "number")
        {
            node["minimum"] = 0;
        }

        if (context.PropertyInfo is { } property)
        {
            if (property.IsRequired && node["type"]!.GetValue<string>() == "array")
            {
                node["minItems"] = 1;
            }

            Describe(property, node);
        }

        return node;
    }

    private static void Describe(JsonPropertyInfo property, JsonObject node)
    {
        if (property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute description])
        {
            node.Insert(0, "description", description.Description);
        }

        if (property.AttributeProvider?.GetCustomAttributes(typeof(DefaultValueAttribute), inherit: false) is [DefaultValueAttribute { Value: var value }])
        {
            node["default"] = value switch
            {
                "[]" => new JsonArray(),
                bool flag => flag,
                int number => number,
                _ => (string?)value,
            };
        }
    }
}
