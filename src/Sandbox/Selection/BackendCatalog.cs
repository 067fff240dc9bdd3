using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The registered back-ends, in the order in which they are considered.</summary>
internal sealed class BackendCatalog
{
    private readonly ImmutableArray<ISandboxBackend> _ordered;
    private readonly string _choice;

    /// <summary>Orders the back-ends as the options say.</summary>
    /// <exception cref="ArgumentException">Two back-ends have the same name.</exception>
    public BackendCatalog(IEnumerable<ISandboxBackend> backends, SandboxOptions options)
    {
        var registered = new List<ISandboxBackend>(backends);
        var names = new HashSet<string>(BackendName.Comparer);
        if (registered.Find(backend => !names.Add(backend.Name)) is { } second)
        {
            throw new ArgumentException($"two back-ends are named '{second.Name}'", nameof(backends));
        }

        _ordered = Sort(registered, options.Order is { Count: > 0 } asked ? asked : SandboxOptions.DefaultOrder);
        _choice = options.Backend;
    }

    /// <summary>Every registered back-end, best first.</summary>
    public ImmutableArray<ISandboxBackend> All => _ordered;

    /// <summary>Whether the caller left the choice to the machine.</summary>
    public bool IsAuto => BackendName.IsAuto(_choice);

    /// <summary>
    /// The back-ends that may serve: all of them for <c>auto</c>, otherwise the one that was named; none where nothing
    /// has the name.
    /// </summary>
    public ImmutableArray<ISandboxBackend> Eligible =>
        IsAuto ? _ordered : [.. _ordered.Where(backend => BackendName.Comparer.Equals(backend.Name, _choice))];

    /// <summary><see cref="Eligible"/>, of which there must be one.</summary>
    /// <param name="needs">What the spec needs, for the exception.</param>
    /// <exception cref="SandboxUnavailableException">None is registered, or none has the name.</exception>
    public ImmutableArray<ISandboxBackend> RequireEligible(SandboxCapabilities needs)
    {
        if (Eligible is { IsEmpty: false } eligible)
        {
            return eligible;
        }

        throw _ordered.IsEmpty
            ? Unavailable("no back-end is registered", "register one, for instance with AddNamespacesBackend()")
            : Unavailable(
                "there is no back-end of this name",
                $"known are: {SandboxOptions.Auto}, {string.Join(", ", _ordered.Select(backend => backend.Name))}");

        SandboxUnavailableException Unavailable(string reason, string remedy) =>
            new(needs, [BackendReports.Unusable(_choice, needs, reason, remedy)]);
    }

    // Those that are not listed come last, in the order of their registration.
    private static ImmutableArray<ISandboxBackend> Sort(List<ISandboxBackend> registered, IEnumerable<string> order)
    {
        var sorted = ImmutableArray.CreateBuilder<ISandboxBackend>(registered.Count);
        foreach (var name in order)
        {
            var index = registered.FindIndex(backend => BackendName.Comparer.Equals(backend.Name, name));
            if (index >= 0)
            {
                sorted.Add(registered[index]);
                registered.RemoveAt(index);
            }
        }

        sorted.AddRange(registered);
        return sorted.MoveToImmutable();
    }
}
