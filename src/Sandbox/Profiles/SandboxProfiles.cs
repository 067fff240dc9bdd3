using System.Collections.Immutable;

namespace Sandbox;

/// <summary>A set of profiles, by name. Immutable.</summary>
public sealed class SandboxProfiles
{
    private readonly ImmutableSortedDictionary<string, SandboxProfile> _profiles;

    /// <summary>Makes a set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="profiles"/> is null.</exception>
    /// <exception cref="SandboxSpecException">A profile makes no sense, or two have the same name.</exception>
    public SandboxProfiles(params IEnumerable<SandboxProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var errors = new SpecErrors();
        var all = ImmutableSortedDictionary.CreateBuilder<string, SandboxProfile>(StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            ProfileRules.Check(errors, profile);
            if (!all.TryAdd(profile.Name, profile))
            {
                errors.Add(ProfileRules.MemberOf(profile.FileName, profile.Name), "is there twice");
            }
        }

        errors.ThrowIfAny();
        _profiles = all.ToImmutable();
    }

    private SandboxProfiles(ImmutableSortedDictionary<string, SandboxProfile> profiles) => _profiles = profiles;

    /// <summary>
    /// <c>shm</c>: a /dev/shm of its own, 128 MiB. <c>net</c>: <see cref="SandboxNetwork.Loopback"/>. <c>gcc</c> and
    /// <c>python</c>: the system's own compiler and interpreter in /usr/bin are denied with a message.
    /// </summary>
    public static SandboxProfiles BuiltIn { get; } = new(BuiltInProfiles.All);

    /// <summary>The names, in ordinal order.</summary>
    public IEnumerable<string> Names => _profiles.Keys;

    /// <summary>The profile of a name, or null.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public SandboxProfile? Find(string name) => _profiles.GetValueOrDefault(name);

    /// <summary>This set and what <paramref name="others"/> has besides: where both have a name, this one's counts.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="others"/> is null.</exception>
    public SandboxProfiles Add(SandboxProfiles others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new SandboxProfiles(others._profiles.SetItems(_profiles));
    }

    /// <summary>
    /// A spec with profiles put into it. The order of the names and how often each is there make no difference. Of two
    /// limits the smaller counts, of two networks the one that reaches less; denied paths and mounts add up.
    /// </summary>
    /// <param name="spec">The spec.</param>
    /// <param name="names">The profiles' names, at least one.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="SandboxSpecException">
    /// The spec makes no sense; no name is given, or one that is not known; or what is asked for contradicts itself:
    /// different things mounted on one path, different values of a variable, different addresses of the host name.
    /// </exception>
    public SandboxSpec Apply(SandboxSpec spec, params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(names);
        SpecValidator.Validate(spec);
        var chosen = new SortedSet<string>(names, StringComparer.Ordinal);
        if (chosen.Count == 0)
        {
            throw new SandboxSpecException("profiles", "none is named", Known());
        }

        var unknown = chosen.Where(name => !_profiles.ContainsKey(name)).ToList();
        return unknown.Count == 0
            ? ProfileComposition.Compose(SpecNormalizer.Normalize(spec), [.. chosen.Select(name => _profiles[name])])
            : throw new SandboxSpecException("profiles", $"there is no {string.Join(", ", unknown.Select(TextRules.Show))}", Known());
    }

    private string Known() => $"known are {string.Join(", ", Names)}";
}
