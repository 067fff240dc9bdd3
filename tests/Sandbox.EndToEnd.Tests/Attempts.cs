namespace Sandbox.EndToEnd.Tests;

/// <summary>
/// What Probes/attempt.c is to try and how each must go, one a line: <c>create:/etc/new: EROFS</c>. After the line
/// <c>nested</c>, it tries in namespaces of its own.
/// </summary>
internal static class Attempts
{
    /// <summary>The probe's arguments for these outcomes.</summary>
    public static IEnumerable<string> In(string outcomes) => outcomes.Split('\n').Select(line => line.Split(": ")[0]);

    /// <summary>Tries inside, and fails the test unless each goes as it must.</summary>
    public static async Task ExpectAttemptsAsync(
        this ToolCommand tool, string outcomes, params IEnumerable<string> options) =>
        (await tool.ProbeAsync("attempt", In(outcomes), options)).ExpectOutput(outcomes);
}
