using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Brings a network device up (netdevice(7)); loopback then has 127.0.0.1 and ::1.</summary>
/// <param name="Name">The device, at most 15 bytes.</param>
public sealed record InterfaceUpStep(string Name) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "ioctl";

    /// <inheritdoc/>
    public override string Description => $"bring {Name} up (SIOCSIFFLAGS)";

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.InterfaceUp, Text1 = texts.Add(Name) };
}
