namespace Sandbox.Json;

/// <summary>
/// The full JSON form of a <see cref="FileOutput"/> or a <see cref="CaptureOutput"/>; <c>"inherit"</c>, <c>"null"</c>,
/// <c>"capture"</c> and, for standard error, <c>"stdout"</c> are the short ones.
/// </summary>
internal sealed record OutputDocument
{
    public string? File { get; init; }

    public bool? Append { get; init; }

    public SizeValue? Capture { get; init; }
}
