namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="KernelMount"/>.</summary>
internal sealed record KernelMountDocument : MountDocument
{
    public required string FileSystem { get; init; }

    public required string Target { get; init; }

    public bool? ReadOnly { get; init; }
}
