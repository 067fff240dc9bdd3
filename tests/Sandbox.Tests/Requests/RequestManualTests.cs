using System.Text.Json.Nodes;
using RunSandbox.Requests;

namespace Sandbox.Tests.Requests;

/// <summary>docs/request.md says what the schema says, which is what requests are read by.</summary>
public sealed class RequestManualTests
{
    private static string Manual => File.ReadAllText(Path.Combine(TestRepository.Directory, "docs/request.md"));

    [Test]
    public void The_manual_lists_every_key()
    {
        var schema = JsonNode.Parse(RequestSchema.Write())!.AsObject();
        var properties = schema["properties"]!.AsObject();
        var rows = Rows(schema)
            .Concat(Rows(properties["mounts"]!["items"]!.AsObject()))
            .Concat(Rows(properties["pipes"]!["items"]!.AsObject()))
            .Concat(Rows(properties["copyFiles"]!["items"]!.AsObject()))
            .Concat(Rows(properties["stdStreams"]!.AsObject()))
            .ToList();

        var missing = rows.Where(row => !Manual.Contains(row, StringComparison.Ordinal)).ToList();

        Assert.That(rows, Has.Count.EqualTo(35));
        Assert.That(missing, Is.Empty, string.Join('\n', missing));
    }

    [Test]
    public void The_schema_lets_nothing_else_in()
    {
        var schema = JsonNode.Parse(RequestSchema.Write())!;

        Assert.Multiple(() =>
        {
            Assert.That(schema["$schema"]!.GetValue<string>(), Does.StartWith("https://json-schema.org/"));
            Assert.That(schema["additionalProperties"]!.GetValue<bool>(), Is.False);
            Assert.That(schema["required"]!.AsArray().Select(name => name!.GetValue<string>()), Is.EqualTo(["cmd"]));
            Assert.That(schema["properties"]!["cmd"]!["minItems"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(schema["properties"]!["mounts"]!["items"]!["additionalProperties"]!.GetValue<bool>(), Is.False);
            Assert.That(schema["properties"]!["timeLimit"]!["minimum"]!.GetValue<int>(), Is.Zero);
            Assert.That(schema.ToJsonString(), Does.Not.Contain("\"null\""));
        });
    }

    [Test]
    public void Its_examples_are_requests()
    {
        var parts = Manual.Split("```json\n")[1..].Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)]).ToList();

        Assert.That(parts, Is.Not.Empty);
        foreach (var part in parts)
        {
            Assert.DoesNotThrow(() => RequestReader.Parse(System.Text.Encoding.UTF8.GetBytes(part)), part);
        }
    }

    private static IEnumerable<string> Rows(JsonObject schema)
    {
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, property) in schema["properties"]!.AsObject())
        {
            var value = required.Contains(name) ? "required" : property!["default"] is { } @default ? $"`{@default.ToJsonString()}`" : "";
            yield return $"| `{name}` | {TypeOf(property!)} | {value} | {property!["description"]!.GetValue<string>()} |\n";
        }
    }

    private static string TypeOf(JsonNode property) => property["type"]!.GetValue<string>() switch
    {
        "array" => $"list of {TypeOf(property["items"]!)}s",
        "string" => "text",
        "boolean" => "true or false",
        "integer" => "whole number",
        "object" when property["additionalProperties"] is JsonObject => "object of texts",
        var type => type,
    };
}
