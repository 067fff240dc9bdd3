using System.Globalization;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Mounts a directory of the host under a layer of the sandbox's own (overlayfs): it can be written, and the host's files
/// stay as they are. Marks are extended attributes of the user's (<c>userxattr</c>), so that it works in a user namespace,
/// since Linux 5.11.
/// </summary>
/// <param name="Source">The directory, on one file system as a whole: nothing is mounted below it.</param>
/// <param name="Target">Where it appears: an existing directory.</param>
/// <param name="Layer">Which layer of the <see cref="LayersStep"/>; each serves one overlay.</param>
/// <param name="Flags">Attributes of the mount.</param>
/// <param name="Optional">Whether a directory that is gone is passed over.</param>
public sealed record OverlayStep(string Source, string Target, uint Layer, MountFlags Flags, bool Optional = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"overlay on {Target}: {Source} under throwaway layer {Layer} [{Flags}]{(Optional ? ", if there" : "")}");

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => OverlayHints.IsRefusal(errno);

    /// <inheritdoc/>
    public override string? Hint(int errno) => OverlayHints.For(errno, Source);

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Overlay,
        Flags = (uint)(Optional ? StepFlags.Optional : StepFlags.None),
        Value1 = (ulong)Flags,
        Value2 = Layer,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(Target),
    };
}
