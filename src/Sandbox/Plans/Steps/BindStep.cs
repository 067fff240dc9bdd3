using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Binds a file or directory of the host, with its submounts, on an existing target of the same kind.</summary>
/// <param name="Source">The file or directory.</param>
/// <param name="Target">Where it appears.</param>
/// <param name="Flags">Attributes for every mount of it.</param>
/// <param name="Optional">Whether a missing source is passed over.</param>
/// <param name="NoSymlinks">
/// Whether a source is refused that a symbolic link has come to lead to since the plan was made (openat2(2),
/// RESOLVE_NO_SYMLINKS).
/// </param>
public sealed record BindStep(
    string Source, string Target, MountFlags Flags, bool Optional = false, bool NoSymlinks = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description =>
        $"{Source} on {Target} [{Flags}]{(Optional ? ", if there" : "")}{(NoSymlinks ? ", through no link" : "")}";

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno switch
    {
        Errno.ENOENT => $"make {Source}, or ask for it with --bind-try or --ro-bind-try (optional) if it may be missing",
        Errno.ENOTDIR or Errno.EISDIR => "a directory can only be bound on a directory, a file on a file",
        Errno.ELOOP when NoSymlinks => "something replaced it by a symbolic link while the sandbox was set up: run it again",
        _ => null,
    };

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Bind,
        Flags = (uint)((Optional ? StepFlags.Optional : StepFlags.None) | (NoSymlinks ? StepFlags.NoSymlinks : StepFlags.None)),
        Value1 = (ulong)Flags,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(Target),
    };
}
