using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Sandbox.Diagnostics;
using Sandbox.Json;

namespace Sandbox.Tests.Json;

/// <summary>The JSON schemas (2020-12) of what is written, from the types it is written with.</summary>
internal static class ReportSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>By the name of their file in docs/.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = new Dictionary<string, JsonObject>
    {
        ["report.schema.json"] = Make(ReportJsonContext.Default.ReportDocument, "How a run ended: run-sandbox --report, SandboxReportJson"),
        ["check.schema.json"] = Make(ReportJsonContext.Default.ProbeDocument, "What a machine can do: run-sandbox --check --json"),
        ["explain.schema.json"] = Make(ReportJsonContext.Default.ExplanationDocument, "What would be done: run-sandbox --explain --json"),
    };

    /// <summary>A schema as its file has it.</summary>
    public static string Write(JsonObject schema) => schema.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }) + "\n";

    private static JsonObject Make(JsonTypeInfo type, string title)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true };
        var schema = type.GetJsonSchemaAsNode(options).AsObject();
        Complete(schema);
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", title);
        return schema;
    }

    // Whether a member may be null tells whether it may be left out: null is never written.
    private static void Complete(JsonObject schema)
    {
        if (schema["properties"] is JsonObject properties)
        {
            var required = properties.Where(property => !IsNullable(property.Value!)).Select(property => (JsonNode)property.Key);
            schema["required"] = new JsonArray([.. required]);
            schema["additionalProperties"] = false;
            foreach (var (name, property) in properties)
            {
                Complete(property!.AsObject());
                Restrict(name, property.AsObject());
            }
        }

        if (schema["items"] is JsonObject items)
        {
            Complete(items);
        }

        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => type!.GetValue<string>()).Single(type => type != "null");
        }
    }

    private static bool IsNullable(JsonNode schema) =>
        schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");

    private static void Restrict(string name, JsonObject property)
    {
        switch (name)
        {
            case "status":
                property["enum"] = new JsonArray([.. Enum.GetValues<SandboxStatus>().Select(StatusNames.Of).Append(StatusNames.SetupFailed).Select(text => (JsonNode)text)]);
                break;
            case "needs" or "offers" or "capabilities":
                property["items"]!["enum"] = new JsonArray([.. CapabilityNames.Of((SandboxCapabilities)ulong.MaxValue).Select(text => (JsonNode)text)]);
                break;
            case "stage":
                property["enum"] = new JsonArray("host", "monitor", "init", "command");
                break;
            case "exitCode":
                (property["minimum"], property["maximum"]) = (0, 255);
                break;
            case "signal":
                (property["minimum"], property["maximum"]) = (1, 64);
                break;
        }
    }
}
