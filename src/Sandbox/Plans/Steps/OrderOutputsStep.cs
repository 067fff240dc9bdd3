using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Gives the command standard output and error that share a queue, in which what is written stays in order, and hands its
/// other end to this process (unix(7), SOCK_DGRAM).
/// </summary>
public sealed record OrderOutputsStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "socket";

    /// <inheritdoc/>
    public override string Description => "standard output and error are sockets with one queue, in the order of writing";

    /// <summary>The step, where a spec asks for it.</summary>
    internal static IEnumerable<OrderOutputsStep> For(SandboxSpec spec) => spec.Stdio.InOrder ? [new()] : [];

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.OrderOutputs };
}
