using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What an App Container image says of itself, as far as it is run by it (App Container Specification, image manifest).</summary>
public sealed record AppContainerManifest
{
    /// <summary>Its name, such as <c>example.com/app</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The command: its program and its arguments; empty where it has none.</summary>
    public ImmutableArray<string> Exec { get; init; } = [];

    /// <summary>The directory the command starts in, inside; null where it says none.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The variables of its environment, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];
}
