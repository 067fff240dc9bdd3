namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>A part of the tree: what is shown at a target and below, until something is put on top.</summary>
/// <param name="Target">Where it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Of <see cref="LayerKind.Host"/>, <see cref="LayerKind.Overlay"/> and <see cref="LayerKind.Proc"/>, what the host has there.</param>
/// <param name="Option">Of <see cref="LayerKind.Host"/>, bubblewrap's option that binds with its attributes.</param>
/// <param name="IsSized">Whether what can be written to it is limited.</param>
internal sealed record Layer(string Target, LayerKind Kind, string? Source = null, string? Option = null, bool IsSized = false)
{
    /// <summary>Where on the host the file is that is shown at a path in this layer; null where it is none of the host.</summary>
    public string? HostPathOf(string path)
    {
        if (Source is null || path == Target)
        {
            return Source;
        }

        var rest = Target == "/" ? path : path[Target.Length..];
        return Source == "/" ? rest : Source + rest;
    }
}
