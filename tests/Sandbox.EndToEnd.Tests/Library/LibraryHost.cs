using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>tests/Sandbox.EndToEnd.Host: the library in a process of its own.</summary>
internal static class LibraryHost
{
    /// <summary>The program, which lies beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Sandbox.EndToEnd.Host");

    /// <summary>Runs a scenario to its end.</summary>
    public static Task<ToolResult> RunAsync(params string[] scenario) =>
        new ToolCommand { FileName = Program, TimeLimit = TimeSpan.FromMinutes(5) }.RunAsync(scenario);

    /// <summary>Runs a scenario by way of another program.</summary>
    public static Task<ToolResult> RunThroughAsync(string program, params string[] arguments) =>
        new ToolCommand { FileName = program }.RunAsync(arguments);

    /// <summary>Starts a scenario.</summary>
    public static RunningTool Start(params string[] scenario) => RunningTool.Start(new ToolCommand { FileName = Program }, scenario);

    /// <summary>The figures a scenario has printed, by name.</summary>
    public static IReadOnlyDictionary<string, long> Figures(ToolResult result) => result.ExpectExit(0).Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('='))
        .ToDictionary(parts => parts[0], parts => long.Parse(parts[1]));
}
