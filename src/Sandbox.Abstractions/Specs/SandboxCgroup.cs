using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The control group the command runs in (cgroups(7), version 2): where it is made and what is set in it.</summary>
/// <remarks>It is made for the run and removed after it. The command cannot leave it or change what is set.</remarks>
public sealed record SandboxCgroup
{
    private readonly ImmutableSortedDictionary<string, string> _settings = NoSettings;

    private static ImmutableSortedDictionary<string, string> NoSettings { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The directory the group is made in, a path on the host in a file system of type cgroup2. Null: the caller's own
    /// group.
    /// </summary>
    /// <remarks>
    /// The caller must be allowed to make groups there and to move processes between there and its own group. What
    /// controllers the directory has is found out when the command is started.
    /// </remarks>
    public string? Parent { get; init; }

    /// <summary>
    /// The directory of a group that is there already, a path on the host in a file system of type cgroup2, to run in instead
    /// of one with limits of its own: those it has count, for all that are in it together. Null: none.
    /// </summary>
    /// <remarks>
    /// A group without limits is made in it for the command, and removed afterwards; no controller is handed on to that. Not
    /// together with <see cref="Parent"/>, nor with a limit of the spec on memory, processes or processors.
    /// </remarks>
    public string? Existing { get; init; }

    /// <summary>
    /// What is written to the interface files of the group that is made for the run, or of <see cref="Existing"/>, such as
    /// <c>memory.high</c>, one line each. Names have lower-case letters, digits, '_' and '.', begin with a controller's and
    /// are not what a limit of the spec sets. Each is read back.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Settings
    {
        get => _settings;
        init => _settings = value is null ? NoSettings : value.WithComparers(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals(SandboxCgroup? other) =>
        other is not null && Parent == other.Parent && Existing == other.Existing && Settings.SequenceEqual(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parent, Existing, Settings.Count);
}
