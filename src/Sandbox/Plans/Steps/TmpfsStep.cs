using System.Globalization;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Mounts an empty tmpfs, nosuid and nodev, on a directory.</summary>
/// <param name="Target">The directory.</param>
/// <param name="Size">Bytes; null: the kernel's default, half of the memory.</param>
/// <param name="Mode">The mode of its top directory.</param>
/// <param name="Entries">The most files and directories; null: the kernel's default.</param>
public sealed record TmpfsStep(string Target, long? Size, UnixFileMode Mode, long? Entries = null) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"tmpfs on {Target} (mode {Octal.Format(Mode)}{(Size is { } size ? $", {size} bytes" : "")}{(Entries is { } entries ? $", {entries} entries" : "")})");

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Tmpfs,
        Text1 = texts.Add(Target),
        Text2 = texts.Add(Entries?.ToString(CultureInfo.InvariantCulture) ?? ""),
        Value1 = (ulong)(Size ?? 0),
        Value2 = (ulong)Mode,
    };
}
