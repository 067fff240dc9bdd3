using System.Globalization;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes an overlay the root; see <see cref="RootStep.Overlay"/>.</summary>
/// <param name="Source">The directory below.</param>
/// <param name="Layer">The layer above it.</param>
/// <param name="Flags">Attributes of the mount.</param>
public sealed record OverlayRootStep(string Source, uint Layer, MountFlags Flags) : RootStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"new root: an overlay, {Source} under throwaway layer {Layer} [{Flags}]");

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => OverlayHints.IsRefusal(errno);

    /// <inheritdoc/>
    public override string? Hint(int errno) => OverlayHints.For(errno, Source);

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.RootOverlay, Value1 = (ulong)Flags, Value2 = Layer, Text1 = texts.Add(Source),
    };
}
