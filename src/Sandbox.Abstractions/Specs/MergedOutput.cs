namespace Sandbox;

/// <summary>Standard error joined to standard output; see <see cref="SandboxOutput.ToStandardOutput"/>.</summary>
public sealed record MergedOutput : SandboxOutput;
