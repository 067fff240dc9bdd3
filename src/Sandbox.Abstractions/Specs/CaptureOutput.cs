namespace Sandbox;

/// <summary>An output kept in memory; see <see cref="SandboxOutput.Capture"/>.</summary>
public sealed record CaptureOutput : SandboxOutput
{
    /// <summary>The most bytes kept when nothing is said: 16 MiB.</summary>
    public const int DefaultLimit = 16 * 1024 * 1024;

    /// <summary>The most bytes kept, 0 or more; the rest is read and dropped.</summary>
    public int Limit { get; init; } = DefaultLimit;
}
