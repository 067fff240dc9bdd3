namespace Sandbox;

/// <summary>A /proc of the sandbox's own processes; see <see cref="SandboxMount.Proc"/> and proc(5).</summary>
public sealed record ProcMount : SandboxMount
{
    /// <summary>
    /// Whether nothing in it can be written. For the host's root that is so in any case, where the host's tree is not writable
    /// as well.
    /// </summary>
    public bool ReadOnly { get; init; }
}
