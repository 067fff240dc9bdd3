using Sandbox.Linux;
using Sandbox.Trees;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>
/// What the tree shows where, as the options so far leave it. bubblewrap has to be told what sandbox-init sees for
/// itself: whether a path is a directory, and which entries one has.
/// </summary>
internal sealed class ShownTree(IHostFileSystem files)
{
    private readonly List<Layer> _layers = [];
    private readonly Dictionary<string, (HostEntryKind Kind, int Layers)> _made = new(StringComparer.Ordinal);

    /// <summary>Puts a layer on top.</summary>
    public void Show(Layer layer) => _layers.Add(layer);

    /// <summary>Notes what the plan itself makes at a path.</summary>
    public void Make(string path, HostEntryKind kind) => _made[path] = (kind, _layers.Count);

    /// <summary>The layer a path is in.</summary>
    public Layer At(string path)
    {
        var index = IndexOf(path);
        return index < 0 ? throw new ArgumentException($"{path} is nowhere: the plan has no root yet", nameof(path)) : _layers[index];
    }

    /// <summary>What is at a path, or null where there is nothing.</summary>
    public HostEntryKind? Find(string path)
    {
        var index = IndexOf(path);
        if (_made.TryGetValue(path, out var made) && made.Layers > index)
        {
            return made.Kind;
        }

        var layer = _layers[index];
        if (layer.HostPathOf(path) is { } source)
        {
            return files.Lookup(source)?.Kind;
        }

        return path == layer.Target ? HostEntryKind.Directory : null;
    }

    // The last one that covers it: what was put on a directory hides what was on its entries.
    private int IndexOf(string path) => _layers.FindLastIndex(layer => TreePath.IsAtOrBelow(path, layer.Target));
}
