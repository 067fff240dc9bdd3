namespace Sandbox;

/// <summary>An output that goes to a file of the host.</summary>
public sealed record FileOutput : SandboxOutput
{
    /// <summary>The file, a path on the host.</summary>
    public required string Path { get; init; }

    /// <summary>Whether what the file holds is kept and added to. Default: it is emptied.</summary>
    public bool Append { get; init; }
}
