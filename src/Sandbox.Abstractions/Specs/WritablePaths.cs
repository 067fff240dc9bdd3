using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What of a root directory the command may write: all, nothing, or some paths.</summary>
public sealed record WritablePaths
{
    private readonly ImmutableArray<string> _paths = [];

    private WritablePaths()
    {
    }

    /// <summary>The whole root is writable; changes stay in it.</summary>
    public static WritablePaths All { get; } = new() { IsAll = true };

    /// <summary>Nothing is writable.</summary>
    public static WritablePaths None { get; } = new();

    /// <summary>Whether the whole root is writable.</summary>
    public bool IsAll { get; private init; }

    /// <summary>The writable paths, absolute, as named inside the sandbox; empty for all and for nothing.</summary>
    public ImmutableArray<string> Paths
    {
        get => _paths;
        private init => _paths = value.IsDefault ? [] : value;
    }

    /// <summary>Only <paramref name="paths"/> are writable; an empty list means nothing, never everything.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="paths"/> is null.</exception>
    public static WritablePaths Only(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new WritablePaths { Paths = [.. paths] };
    }

    /// <inheritdoc/>
    public override string ToString() => IsAll ? "all" : Paths.IsEmpty ? "none" : string.Join(", ", Paths);

    /// <inheritdoc/>
    public bool Equals(WritablePaths? other) =>
        other is not null && IsAll == other.IsAll && Paths.AsSpan().SequenceEqual(other.Paths.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsAll, Paths.Length);
}
