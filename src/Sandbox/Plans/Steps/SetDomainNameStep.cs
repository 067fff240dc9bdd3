using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Sets the NIS domain name of the new UTS namespace (setdomainname(2)).</summary>
/// <param name="Name">1 to 64 bytes.</param>
public sealed record SetDomainNameStep(string Name) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "setdomainname";

    /// <inheritdoc/>
    public override string Description => Name;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.SetDomainName, Text1 = texts.Add(Name) };
}
