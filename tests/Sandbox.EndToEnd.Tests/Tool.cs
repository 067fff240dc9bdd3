namespace Sandbox.EndToEnd.Tests;

/// <summary>The tool under test, run as a user runs it: as a program.</summary>
internal static class Tool
{
    /// <summary>Runs the tool with these arguments, in the suite's own directory.</summary>
    public static Task<ToolResult> RunAsync(params IEnumerable<string> arguments) => new ToolCommand().RunAsync(arguments);

    /// <summary>The tool, to be run in <paramref name="directory"/>: which is writable inside by default.</summary>
    public static ToolCommand In(TemporaryDirectory directory) => In(directory.Path);

    /// <summary>The tool, to be run in <paramref name="directory"/>.</summary>
    public static ToolCommand In(string directory) => new() { WorkingDirectory = directory };

    /// <summary>Runs a probe inside: <c>run-sandbox OPTIONS -- PROBE ARGUMENTS</c>.</summary>
    public static Task<ToolResult> ProbeAsync(
        this ToolCommand tool, string probe, IEnumerable<string> arguments, params IEnumerable<string> options) =>
        tool.RunAsync([.. options, "--", Probe.Compile(probe), .. arguments]);

    /// <summary>Runs a shell script inside: <c>run-sandbox OPTIONS -- sh -c SCRIPT</c>.</summary>
    public static Task<ToolResult> ShellAsync(this ToolCommand tool, string script, params IEnumerable<string> options) =>
        tool.RunAsync([.. options, "--", "sh", "-c", script]);
}
