namespace BuildTool;

/// <summary>One step of a build: a command that makes its outputs from its inputs, and sees nothing else of the project.</summary>
/// <remarks>Paths are relative to the directory of the list, without <c>.</c> and <c>..</c>.</remarks>
internal sealed record BuildAction
{
    // The generated JSON reader initializes every init member, with null for what is not in the document.
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    /// <summary>Its name, unique in the list.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments, at least one.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Files and directories the command may read.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>Files the command makes.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>The command's environment, on top of PATH.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init => field = value ?? NoVariables; } = NoVariables;

    /// <summary>Names of actions that must have succeeded before, besides those that make its inputs.</summary>
    public IReadOnlyList<string> Deps { get; init => field = value ?? []; } = [];
}
