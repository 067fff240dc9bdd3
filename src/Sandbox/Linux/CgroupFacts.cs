using System.Collections.Immutable;

namespace Sandbox.Linux;

/// <summary>What a planner needs to know of this machine's control groups (cgroups(7)).</summary>
public sealed record CgroupFacts
{
    /// <summary>There are none.</summary>
    public static CgroupFacts None { get; } = new();

    /// <summary>Where cgroup v2 is mounted: what a sandbox with a group of its own must not show.</summary>
    public ImmutableArray<string> Mounts { get; init; } = [];

    /// <summary>Whether groups can be made in the caller's own.</summary>
    public bool CanMakeGroups { get; init; }

    /// <summary>The controllers such a group can have, for instance <c>memory</c>.</summary>
    public ImmutableArray<string> Controllers { get; init; } = [];
}
