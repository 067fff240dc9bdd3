using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Binds a file or directory of the host, with its submounts, on an existing target of the same kind.</summary>
/// <param name="Source">The file or directory.</param>
/// <param name="Target">Where it appears.</param>
/// <param name="Flags">Attributes for every mount of it.</param>
/// <param name="Optional">Whether a missing source is passed over.</param>
public sealed record BindStep(string Source, string Target, MountFlags Flags, bool Optional = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description =>
        $"{Source} on {Target} [{Flags}]{(Optional ? ", if there" : "")}";

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno switch
    {
        Errno.ENOENT => $"make {Source}, or ask for it with --bind-try or --ro-bind-try (optional) if it may be missing",
        Errno.ENOTDIR or Errno.EISDIR => "a directory can only be bound on a directory, a file on a file",
        _ => SourceHints.For(errno),
    };

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Bind,
        Flags = (uint)(Optional ? StepFlags.Optional : StepFlags.None),
        Value1 = (ulong)Flags,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(Target),
    };
}
