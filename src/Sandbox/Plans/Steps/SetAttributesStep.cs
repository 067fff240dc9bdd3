using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Adds attributes to the mount at a target.</summary>
/// <param name="Target">A path at or under the mount's top.</param>
/// <param name="Flags">The attributes.</param>
/// <param name="Recursive">Whether its submounts get them too.</param>
public sealed record SetAttributesStep(string Target, MountFlags Flags, bool Recursive) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "mount_setattr";

    /// <inheritdoc/>
    public override string Description => $"{Target}{(Recursive ? " and its submounts" : "")} [{Flags}]";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.SetAttributes,
        Flags = (uint)(Recursive ? StepFlags.Recursive : StepFlags.None),
        Text1 = texts.Add(Target),
        Value1 = (ulong)Flags,
    };
}
