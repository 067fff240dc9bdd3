namespace Sandbox.EndToEnd.Tests.Input;

/// <summary>What bad input gets: one clear error.</summary>
internal static class OneError
{
    /// <summary>
    /// Fails the test unless the tool refused with 125 and one message, with or without a hint, that holds each of
    /// <paramref name="words"/>.
    /// </summary>
    public static void ExpectOneError(this ToolResult result, params string[] words)
    {
        result.ExpectRefusal(words);
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Length == 1 || (lines.Length == 2 && lines[1].StartsWith("  hint: ", StringComparison.Ordinal)), result.ToString());
    }
}
