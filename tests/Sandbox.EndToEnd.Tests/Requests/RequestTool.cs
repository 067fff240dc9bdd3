using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.EndToEnd.Tests.Requests;

/// <summary>Requests in JSON, as a program sends them.</summary>
internal static class RequestTool
{
    /// <summary>A shell script as a request's <c>cmd</c>.</summary>
    public static string[] Shell(string script) => ["sh", "-c", script];

    /// <summary>Sends a request on standard input.</summary>
    public static Task<ToolResult> RequestAsync(this ToolCommand tool, object request) =>
        (tool with { Input = JsonSerializer.Serialize(request) }).RunAsync("--request", "-");

    /// <summary>Fails the test unless the tool ended with 0 and its last line is this answer.</summary>
    public static ToolResult ExpectResponse(this ToolResult result, string response)
    {
        result.ExpectExit(0);
        Assert.That(result.Output, Does.EndWith("}\n"), result.ToString());
        Assert.That(result.Output.TrimEnd('\n').Split('\n')[^1], Does.EndWith(response), result.ToString());
        return result;
    }

    /// <summary>Fails the test unless the answer is one line with this status, and a description that begins so.</summary>
    public static ToolResult ExpectFailure(this ToolResult result, string status, string description)
    {
        result.ExpectExit(0);
        var answer = JsonNode.Parse(result.Output)!;
        Assert.That(result.Output.TrimEnd('\n'), Does.Not.Contain("\n"), result.ToString());
        Assert.That(answer["status"]!.GetValue<string>(), Is.EqualTo(status), result.ToString());
        Assert.That(answer["description"]!.GetValue<string>(), Does.StartWith(description), result.ToString());
        Assert.That(result.ToString(), Does.Not.Match(@"(?m)^\s+at .*\("));
        return result;
    }
}
