namespace Sandbox.Json;

/// <summary>The JSON form of <see cref="SandboxStdio"/>.</summary>
internal sealed record StdioDocument
{
    public ShortForm<InputDocument>? Input { get; init; }

    public ShortForm<OutputDocument>? Output { get; init; }

    public ShortForm<OutputDocument>? Error { get; init; }

    public bool? InOrder { get; init; }
}
