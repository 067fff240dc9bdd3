using System.Collections.Immutable;
using System.Text;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Scratch.Changes;

/// <summary>
/// Tells what a run changed, from what its layers hold: an overlay puts there what was written to, and a mark for what was
/// removed. All of the sandbox must have ended.
/// </summary>
internal sealed unsafe class LayerChanges
{
    // Each level holds two descriptors.
    private const int MaxDepth = 400;

    private readonly List<SandboxChange> _changes = [];
    private readonly HashSet<string> _made;

    private LayerChanges(HashSet<string> made) => _made = made;

    /// <summary>The changes, in the order of the bytes of their paths.</summary>
    /// <param name="layers">The layers of a plan.</param>
    /// <exception cref="SandboxSetupException">A layer cannot be read.</exception>
    public static ImmutableArray<SandboxChange> Find(ImmutableArray<ThrowawayLayer> layers)
    {
        var made = layers.IsEmpty ? [] : layers[0].Made.Select(path => Text([.. Encoding.UTF8.GetBytes(path)]));
        var changes = new LayerChanges([.. made]);
        foreach (var layer in layers)
        {
            changes.Add(layer);
        }

        changes._changes.Sort((first, second) => first.PathBytes.AsSpan().SequenceCompareTo(second.PathBytes.AsSpan()));
        return [.. changes._changes];
    }

    private void Add(ThrowawayLayer layer)
    {
        using var upper = OpenTop(layer.Upper) ?? throw SystemError.Last("open the throwaway layer", layer.Upper);
        using var lower = OpenTop(layer.Source);
        ImmutableArray<byte> target = [.. Encoding.UTF8.GetBytes(layer.Target == "/" ? "" : layer.Target)];
        if (lower is not null && LayerEntry.Find(upper, Self) is { } now && LayerEntry.Find(lower, Self) is { } before
            && now.Owner == before.Owner && now.Permissions != before.Permissions)
        {
            Report(target.IsEmpty ? [(byte)'/'] : target, SandboxChangeKind.Modified, now, SandboxChangeAspects.Mode);
        }

        Compare(upper, lower, target, depth: 0);
    }

    private static ImmutableArray<byte> Self => [(byte)'.', 0];

    private void Compare(DescriptorHandle upper, DescriptorHandle? lower, ImmutableArray<byte> path, int depth)
    {
        CheckDepth(depth, path);
        var entries = DirectoryEntry.ReadAll(upper, Text(path));
        foreach (var entry in entries)
        {
            if (LayerEntry.Find(upper, entry.Name) is { } now)
            {
                Compare(now, Below(lower, entry.Name), Join(path, entry.Name), depth);
            }
        }

        if (lower is not null && IsOpaque(upper))
        {
            var kept = entries.Select(entry => Text(entry.Name)).ToHashSet(StringComparer.Ordinal);
            DeleteAll(lower, path, depth, name => !kept.Contains(Text(name)));
        }
    }

    private void Compare(LayerEntry now, LayerEntry? before, ImmutableArray<byte> path, int depth)
    {
        if (now.IsWhiteout)
        {
            Delete(before, path, depth);
            return;
        }

        var isReplaced = before is not null && before.Type != now.Type;
        if (before is null)
        {
            if (!_made.Contains(Text(path)))
            {
                Report(path, SandboxChangeKind.Added, now);
            }
        }
        else if ((isReplaced ? SandboxChangeAspects.Type : now.Compare(before)) is var aspects and not SandboxChangeAspects.None)
        {
            Report(path, SandboxChangeKind.Modified, now, aspects);
        }

        if (isReplaced)
        {
            DeleteContent(before!, path, depth);
        }

        if (now.Type == SandboxFileType.Directory)
        {
            using var upper = now.OpenDirectory(force: true) ?? throw SystemError.Last("open a directory of the throwaway layer:", Text(path));
            using var lower = isReplaced ? null : before?.OpenDirectory(force: false);
            Compare(upper, lower, path, depth + 1);
        }
    }

    private void Delete(LayerEntry? before, ImmutableArray<byte> path, int depth)
    {
        if (before is not null)
        {
            Report(path, SandboxChangeKind.Deleted, before);
            DeleteContent(before, path, depth);
        }
    }

    private void DeleteContent(LayerEntry before, ImmutableArray<byte> path, int depth)
    {
        if (before.Type == SandboxFileType.Directory && before.OpenDirectory(force: false) is { } directory)
        {
            using (directory)
            {
                DeleteAll(directory, path, depth + 1, _ => true);
            }
        }
    }

    private void DeleteAll(DescriptorHandle lower, ImmutableArray<byte> path, int depth, Func<ImmutableArray<byte>, bool> isGone)
    {
        CheckDepth(depth, path);
        foreach (var entry in DirectoryEntry.ReadAll(lower, Text(path)).Where(entry => isGone(entry.Name)))
        {
            Delete(Below(lower, entry.Name), Join(path, entry.Name), depth);
        }
    }

    // A mark that lies below was hidden before as well.
    private static LayerEntry? Below(DescriptorHandle? lower, ImmutableArray<byte> name) =>
        LayerEntry.Find(lower, name) is { IsWhiteout: false } entry ? entry : null;

    // Made anew in the place of one that was removed: nothing of that shows through (overlayfs, opaque directories).
    private static bool IsOpaque(DescriptorHandle directory)
    {
        byte value;
        return LibC.fgetxattr(directory.Number, "user.overlay.opaque", &value, 1) == 1 && value == (byte)'y';
    }

    private void Report(
        ImmutableArray<byte> path, SandboxChangeKind kind, LayerEntry entry, SandboxChangeAspects aspects = SandboxChangeAspects.None) =>
        _changes.Add(new SandboxChange { PathBytes = path, Kind = kind, Type = entry.Type, Aspects = aspects });

    private static void CheckDepth(int depth, ImmutableArray<byte> path)
    {
        if (depth > MaxDepth)
        {
            throw new SandboxSetupException(
                $"could not list the changes: {Text(path)[..200]}… is nested deeper than {MaxDepth} directories",
                "leave the list out (--changes)");
        }
    }

    private static DescriptorHandle? OpenTop(string path)
    {
        var top = LinkFreePath.TryOpen(path, LibC.O_RDONLY | LibC.O_DIRECTORY);
        if (!top.IsInvalid)
        {
            return top;
        }

        top.Dispose();
        return null;
    }

    // Names that are no text differ in their bytes, so these are compared one to one.
    private static string Text(ImmutableArray<byte> bytes) => Encoding.Latin1.GetString(bytes.AsSpan());

    private static ImmutableArray<byte> Join(ImmutableArray<byte> path, ImmutableArray<byte> name) =>
        [.. path, (byte)'/', .. name.AsSpan()[..^1]];
}
