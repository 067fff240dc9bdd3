using System.Collections.Immutable;

namespace Sandbox.Scratch.Changes;

/// <summary>What a run changed.</summary>
/// <param name="Changes">In the order of the bytes of their paths.</param>
/// <param name="Gaps">What could not be read, and so is not listed: sentences for people.</param>
internal sealed record ChangeList(ImmutableArray<SandboxChange> Changes, ImmutableArray<string> Gaps)
{
    /// <summary>Nothing, where nobody asked.</summary>
    public static ChangeList None { get; } = new([], []);
}
