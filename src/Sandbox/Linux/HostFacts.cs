using System.Collections.Immutable;

namespace Sandbox.Linux;

/// <summary>What a planner needs to know of the calling process and its machine, as data.</summary>
public sealed record HostFacts
{
    /// <summary>The caller's effective user id.</summary>
    public required uint UserId { get; init; }

    /// <summary>The caller's effective group id.</summary>
    public required uint GroupId { get; init; }

    /// <summary>The caller's current directory, absolute, links resolved (getcwd(2)).</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The caller's environment, each as <c>NAME=value</c>.</summary>
    public required ImmutableArray<string> Environment { get; init; }

    /// <summary>
    /// Whether the caller's user may write files below /proc/sys without any capability, as the host's root may from
    /// within every user namespace.
    /// </summary>
    public required bool OwnsSysctls { get; init; }

    /// <summary>The host's name (gethostname(2)).</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>
    /// The directory of this run on disk (<see cref="ScratchDirectory"/>), of which a plan may name what is to be made in
    /// it; null where the run needs none.
    /// </summary>
    public string? ScratchPath { get; init; }

    /// <summary>Where this user's runs have such directories (<see cref="ScratchDirectory.ParentOf"/>), there or not; or null.</summary>
    public string? ScratchParentPath { get; init; }

    /// <summary>What can be done with control groups here.</summary>
    public CgroupFacts Cgroups { get; init; } = CgroupFacts.None;

    /// <summary>The terminal on one of the caller's standard streams, for instance <c>/dev/pts/3</c>; or null.</summary>
    public string? Terminal { get; init; }
}
