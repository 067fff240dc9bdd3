namespace Sandbox;

/// <summary>A /proc of the sandbox's own processes; see <see cref="SandboxMount.Proc"/> and proc(5).</summary>
public sealed record ProcMount : SandboxMount;
