using System.Globalization;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Gives the command a descriptor of the caller; every other one from 3 on is closed.</summary>
/// <param name="Index">Which of <see cref="LaunchPlan.PassedDescriptors"/>, from 0.</param>
/// <param name="Number">Its number inside, 3 or more.</param>
public sealed record PassDescriptorStep(int Index, int Number) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "dup2";

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"keep descriptor {Number}");

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.PassDescriptor, Value1 = (ulong)Index, Value2 = (ulong)Number };
}
