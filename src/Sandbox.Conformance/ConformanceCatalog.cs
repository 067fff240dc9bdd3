using System.Collections.Immutable;
using System.Reflection;

namespace Sandbox.Conformance;

/// <summary>All fixtures of this package, and which of them a test assembly leaves out.</summary>
public static class ConformanceCatalog
{
    /// <summary>The fixtures to derive from, each generic over the <see cref="IBackendSource"/>, by name.</summary>
    public static ImmutableArray<Type> Fixtures { get; } =
        [.. typeof(ConformanceCatalog).Assembly.GetExportedTypes().Where(IsFixture).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The capability a fixture proves; none for what holds for every back-end.</summary>
    /// <param name="fixture">One of <see cref="Fixtures"/>, or a class derived from one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fixture"/> is null.</exception>
    public static SandboxCapabilities CapabilityOf(Type fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        return fixture.GetCustomAttribute<ProvesAttribute>(inherit: true)?.Capability ?? SandboxCapabilities.None;
    }

    /// <summary>
    /// What a test assembly leaves out: a line for each fixture that has no runnable class for one of the assembly's
    /// sources. To be asserted empty by a test of that assembly.
    /// </summary>
    /// <param name="tests">The assembly that holds the <see cref="IBackendSource"/>s and the derived fixtures.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tests"/> is null.</exception>
    public static ImmutableArray<string> Omissions(Assembly tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        var types = tests.GetTypes();
        var sources = types.Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IBackendSource))).ToList();
        if (sources.Count == 0)
        {
            return [$"{tests.GetName().Name} has no {nameof(IBackendSource)}"];
        }

        var runnable = types.Where(IsRunnable).SelectMany(Ancestors).ToHashSet();
        return [.. from source in sources
            from fixture in Fixtures
            where !runnable.Contains(fixture.MakeGenericType(source))
            select $"{source.Name} has no class derived from {NameOf(fixture)}<{source.Name}>"];
    }

    private static string NameOf(Type fixture) => fixture.Name[..fixture.Name.IndexOf('`', StringComparison.Ordinal)];

    // A base class of fixtures proves nothing itself, and says so by a name of its own.
    private static bool IsFixture(Type type) =>
        type is { IsAbstract: true, IsGenericTypeDefinition: true }
        && type.Name.Contains("Conformance`", StringComparison.Ordinal);

    // A class that is ignored or explicit does not run, and so proves nothing.
    private static bool IsRunnable(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && !type.IsDefined(typeof(IgnoreAttribute), inherit: true)
        && !type.IsDefined(typeof(ExplicitAttribute), inherit: true);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
