using System.Collections.Immutable;

namespace Sandbox;

/// <summary>
/// A named part of a spec that is put into one where it is asked for (<see cref="SandboxProfiles.Apply"/>). It only adds
/// and takes away: a profile never weakens what the spec or another profile asks for.
/// </summary>
public sealed record SandboxProfile
{
    private readonly ImmutableArray<SandboxMount> _mounts = [];
    private readonly ImmutableArray<DeniedPath> _deny = [];

    /// <summary>
    /// Its name: 1 to 64 lower-case letters, digits, dots, dashes and underscores, the first a letter or a digit.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The file it was read from; null: none.</summary>
    public string? FileName { get; init; }

    /// <summary>What it is for, in a line; or null.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Mounts, which come before the spec's own, in this order. None of them covers an earlier one.
    /// </summary>
    public ImmutableArray<SandboxMount> Mounts
    {
        get => _mounts;
        init => _mounts = value.IsDefault ? [] : value;
    }

    /// <summary>Denied paths. One of mode message without a reason says that this profile denies it.</summary>
    public ImmutableArray<DeniedPath> Deny
    {
        get => _deny;
        init => _deny = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// The network: one of the sandbox's own, also where the spec asks for the host's. Null: it is the spec's to say.
    /// </summary>
    public NoNetwork? Network { get; init; }

    /// <summary>The variables it sets or removes, and whether it starts from the caller's.</summary>
    public SandboxEnvironment Environment { get; init; } = SandboxEnvironment.Inherited;

    /// <summary>Limits; of two, the smaller counts.</summary>
    public SandboxLimits Limits { get; init; } = SandboxLimits.None;

    /// <summary>Its name, and the file it comes from: values of variables are never printed.</summary>
    public override string ToString() => FileName is null ? $"profile '{Name}'" : $"profile '{Name}' ({FileName})";
}
