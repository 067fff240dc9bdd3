namespace Sandbox.Json;

/// <summary>
/// The full JSON form of a <see cref="FileInput"/>; <c>"inherit"</c> and <c>"null"</c> are the other inputs.
/// </summary>
internal sealed record InputDocument
{
    public required string File { get; init; }
}
