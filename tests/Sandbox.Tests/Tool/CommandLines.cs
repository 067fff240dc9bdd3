using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>Command lines for tests.</summary>
internal static class CommandLines
{
    /// <summary>The spec that some options and the command <c>true</c> ask for.</summary>
    public static SandboxSpec Spec(params string[] options) => SpecOf([.. options, "--", "true"]);

    /// <summary>The spec a whole line asks for.</summary>
    public static SandboxSpec SpecOf(params string[] words) =>
        RequestedSpec.ReadAsync(ToolCommandLine.Parse(words), new SpecOrigins()).GetAwaiter().GetResult();

    /// <summary>The settings a whole line asks for.</summary>
    public static ToolSettings Settings(params string[] words) => ToolCommandLine.Parse(words).Settings;

    /// <summary>What is wrong with some options.</summary>
    public static UsageException Refusal(params string[] options) => Assert.Throws<UsageException>(() => Spec(options))!;
}
