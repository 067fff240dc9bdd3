using System.Collections.Immutable;

namespace Sandbox;

/// <summary>A path of an ephemeral root that a run changed (<see cref="SandboxSpec.ReportChanges"/>).</summary>
public sealed record SandboxChange
{
    /// <summary>The path inside, in the bytes it has: names of files need not be text.</summary>
    public required ImmutableArray<byte> PathBytes { get; init; }

    /// <summary>The path inside, as UTF-8 text; bytes that are none become U+FFFD.</summary>
    public string Path => System.Text.Encoding.UTF8.GetString(PathBytes.AsSpan());

    /// <summary>What was done to it.</summary>
    public required SandboxChangeKind Kind { get; init; }

    /// <summary>What it is now; of what was deleted, what it was.</summary>
    public required SandboxFileType Type { get; init; }

    /// <summary>Of what was modified, what is different; otherwise nothing.</summary>
    public SandboxChangeAspects Aspects { get; init; }

    /// <inheritdoc/>
    public bool Equals(SandboxChange? other) =>
        other is not null && PathBytes.AsSpan().SequenceEqual(other.PathBytes.AsSpan())
        && (Kind, Type, Aspects) == (other.Kind, other.Type, other.Aspects);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Kind, Type, Aspects);

    /// <inheritdoc/>
    public override string ToString() =>
        Aspects == SandboxChangeAspects.None ? $"{Kind} {Type} {Path}" : $"{Kind} {Type} {Path} ({Aspects})";
}
