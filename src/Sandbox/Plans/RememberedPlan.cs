using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>A plan, and all that it follows from.</summary>
internal sealed class RememberedPlan
{
    private readonly SandboxSpec _spec;
    private readonly HostFacts _facts;
    private readonly KeyValuePair<string, HostEntry?>[] _entries;
    private readonly KeyValuePair<string, string?>[] _links;

    /// <param name="plan">The plan.</param>
    /// <param name="spec">What it was made of.</param>
    /// <param name="facts">Likewise.</param>
    /// <param name="files">What its planner saw, which was nothing but paths.</param>
    public RememberedPlan(LaunchPlan plan, SandboxSpec spec, HostFacts facts, ObservedFiles files)
    {
        Plan = plan;
        _spec = spec;
        _facts = facts;
        (_entries, _links) = files.Seen;
    }

    /// <summary>The plan.</summary>
    public LaunchPlan Plan { get; }

    /// <summary>Whether it is about the same spec and facts.</summary>
    public bool IsOf(SandboxSpec spec, HostFacts facts) => _spec == spec && _facts == facts;

    /// <summary>Whether the host's files are what they were then, as far as it depends on them.</summary>
    public bool Fits(IHostFileSystem files)
    {
        foreach (var (path, entry) in _entries)
        {
            if (files.Lookup(path) != entry)
            {
                return false;
            }
        }

        foreach (var (path, link) in _links)
        {
            if (files.ReadLink(path) != link)
            {
                return false;
            }
        }

        return true;
    }
}
