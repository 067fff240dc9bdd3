namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="ReadOnlyHostRoot"/>.</summary>
internal sealed record ReadOnlyRootDocument : RootDocument
{
    public bool? WritableWorkingDirectory { get; init; }
}
