using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Covers a directory of the new root with a tmpfs in which its entries are bound, so that entries can be added
/// without touching the host.
/// </summary>
/// <param name="Target">The directory.</param>
/// <param name="LeaveOut">Names of entries that are not bound.</param>
public sealed record MirrorStep(string Target, ImmutableArray<string> LeaveOut) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "open_tree";

    /// <inheritdoc/>
    public override string Description => $"tmpfs on {Target} with every entry of it bound{Except(LeaveOut)}";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Mirror, Text1 = texts.Add(Target), Text2 = texts.Add(Join(LeaveOut)),
    };

    internal static string Except(ImmutableArray<string> names) =>
        names.IsDefaultOrEmpty ? "" : $", without {string.Join(", ", names)}";

    internal static string Join(ImmutableArray<string> names) =>
        names.IsDefaultOrEmpty ? "" : string.Concat(names.Select(name => name + "/"));
}
