using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Sets the host name of the new UTS namespace (sethostname(2)).</summary>
/// <param name="Name">1 to 64 bytes.</param>
public sealed record SetHostNameStep(string Name) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "sethostname";

    /// <inheritdoc/>
    public override string Description => Name;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.SetHostName, Text1 = texts.Add(Name) };
}
