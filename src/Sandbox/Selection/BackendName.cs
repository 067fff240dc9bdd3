namespace Sandbox;

/// <summary>Names of back-ends as people write them: <c>-</c> and <c>_</c> alike, and either case.</summary>
internal sealed class BackendName : IEqualityComparer<string>
{
    public static BackendName Comparer { get; } = new();

    /// <summary>The one spelling that names are compared in.</summary>
    public static string Normalize(string name) => name.Trim().Replace('_', '-').ToLowerInvariant();

    /// <summary>Whether <paramref name="name"/> leaves the choice to the machine.</summary>
    public static bool IsAuto(string name) => Normalize(name) == SandboxOptions.Auto;

    /// <inheritdoc/>
    public bool Equals(string? x, string? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && Normalize(x) == Normalize(y));

    /// <inheritdoc/>
    public int GetHashCode(string obj) => Normalize(obj).GetHashCode(StringComparison.Ordinal);
}
