namespace RunSandbox.CommandLine;

/// <summary>What the tool is asked to do.</summary>
internal enum ToolAction
{
    /// <summary>Run a command.</summary>
    Run,

    /// <summary>Tell what works on this machine.</summary>
    Check,

    /// <summary>Print the plan, run nothing.</summary>
    Explain,

    /// <summary>Carry out a request in JSON, and answer in JSON.</summary>
    Request,

    /// <summary>Print the schema of requests.</summary>
    RequestSchema,

    /// <summary>Print the help.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,
}
