namespace Sandbox;

/// <summary>One step of a <see cref="SandboxExplanation"/>.</summary>
/// <param name="Stage">Which process takes it: <c>host</c> (the calling one), <c>monitor</c>, <c>init</c> or <c>command</c>.</param>
/// <param name="Operation">The system call or tool it rests on, for instance <c>move_mount</c>.</param>
/// <param name="Description">What it does to which path, in one line.</param>
public sealed record SandboxExplanationStep(string Stage, string Operation, string Description);
