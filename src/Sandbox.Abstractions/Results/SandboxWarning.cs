namespace Sandbox;

/// <summary>Something the spec asked for that was dropped or replaced because degrading was allowed.</summary>
public sealed record SandboxWarning
{
    /// <summary>
    /// The member of the spec, for instance <c>limits.memory</c>; <c>isolation.processes</c>, <c>isolation.ipc</c>,
    /// <c>isolation.privileges</c> or <c>isolation.boundary</c> for what every sandbox holds without being asked.
    /// </summary>
    public required string Member { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Value { get; init; }

    /// <summary>The back-end that cannot do it.</summary>
    public required string Backend { get; init; }

    /// <summary>What happened instead.</summary>
    public required string Fallback { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Member} ({Value}): not possible with {Backend}; {Fallback}";
}
