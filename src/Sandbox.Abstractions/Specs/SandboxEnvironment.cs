using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The command's environment variables (environ(7)).</summary>
public sealed record SandboxEnvironment
{
    private readonly ImmutableSortedDictionary<string, string?> _variables = NoVariables;

    private static ImmutableSortedDictionary<string, string?> NoVariables { get; } =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>The caller's environment, unchanged.</summary>
    public static SandboxEnvironment Inherited { get; } = new();

    /// <summary>No variable at all.</summary>
    public static SandboxEnvironment Empty { get; } = new() { Inherit = false };

    /// <summary>Whether the caller's variables are the base. Default: true.</summary>
    public bool Inherit { get; init; } = true;

    /// <summary>
    /// Variables set on top, by name; a null value removes the variable. Names are not empty and hold neither
    /// <c>=</c> nor NUL.
    /// </summary>
    public ImmutableSortedDictionary<string, string?> Variables
    {
        get => _variables;
        init => _variables = (value ?? NoVariables).WithComparers(StringComparer.Ordinal);
    }

    /// <summary>This environment with <paramref name="name"/> set to <paramref name="value"/>.</summary>
    public SandboxEnvironment With(string name, string value) =>
        this with { Variables = Variables.SetItem(name, value) };

    /// <summary>This environment without <paramref name="name"/>.</summary>
    public SandboxEnvironment Without(string name) => this with { Variables = Variables.SetItem(name, null) };

    /// <summary>The names only: values may be secrets and are never printed.</summary>
    public override string ToString() =>
        $"SandboxEnvironment {{ Inherit = {Inherit}, Variables = [{string.Join(", ", Variables.Keys)}] }}";
}
