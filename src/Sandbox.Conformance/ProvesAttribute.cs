namespace Sandbox.Conformance;

/// <summary>Marks a fixture as the proof of one capability.</summary>
/// <param name="capability">The capability: one, not a set.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProvesAttribute(SandboxCapabilities capability) : Attribute
{
    /// <summary>The capability.</summary>
    public SandboxCapabilities Capability { get; } = capability;
}
