using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Scratch.Changes;

/// <summary>
/// Tells what a run changed, from what its layers hold: an overlay puts there what was written to, and a mark for what was
/// removed. All of the sandbox must have ended.
/// </summary>
/// <remarks>
/// Nothing recurses, and however deep directories are nested, few are held open. What cannot be read is told: the run itself is
/// over, and how it ended must not be lost.
/// </remarks>
internal sealed unsafe class LayerChanges
{
    // Each level holds two descriptors.
    private const int MaxOpenLevels = 64;

    // Told one by one; a tree may hold thousands of them.
    private const int MaxGaps = 20;

    private readonly List<SandboxChange> _changes = [];
    private readonly List<string> _gaps = [];
    private readonly HashSet<string> _made;
    private readonly List<LayerLevel> _levels = [];

    private LayerChanges(HashSet<string> made) => _made = made;

    /// <summary>The changes.</summary>
    /// <param name="layers">The layers of a plan.</param>
    public static ChangeList Find(ImmutableArray<ThrowawayLayer> layers)
    {
        var made = layers.IsEmpty ? [] : layers[0].Made.Select(path => Text([.. Encoding.UTF8.GetBytes(path)]));
        var changes = new LayerChanges([.. made]);
        foreach (var layer in layers)
        {
            changes.Add(layer);
        }

        changes._changes.Sort((first, second) => first.PathBytes.AsSpan().SequenceCompareTo(second.PathBytes.AsSpan()));
        return new ChangeList([.. changes._changes], changes.Gaps());
    }

    private ImmutableArray<string> Gaps() => _gaps.Count <= MaxGaps
        ? [.. _gaps]
        : [.. _gaps.Take(MaxGaps), $"the list of changes has {_gaps.Count - MaxGaps} more gaps"];

    private void Add(ThrowawayLayer layer)
    {
        ImmutableArray<byte> target = [.. Encoding.UTF8.GetBytes(layer.Target == "/" ? "" : layer.Target)];
        var upper = OpenTop(layer.Upper);
        if (upper is null)
        {
            AddGap(target, Marshal.GetLastPInvokeError());
            return;
        }

        var lower = OpenTop(layer.Source);
        if (lower is null)
        {
            AddGap(target, Marshal.GetLastPInvokeError());
        }
        else if (LayerEntry.Find(upper, Self) is { } now && LayerEntry.Find(lower, Self) is { } before
            && now.Owner == before.Owner && now.Permissions != before.Permissions)
        {
            Report(target.IsEmpty ? [(byte)'/'] : target, SandboxChangeKind.Modified, now, SandboxChangeAspects.Mode);
        }

        Descend(new LayerLevel(target, upper, lower));
        Walk();
    }

    private static ImmutableArray<byte> Self => [(byte)'.', 0];

    private void Walk()
    {
        while (_levels is [.., var level])
        {
            if (level.Present.TryDequeue(out var present))
            {
                if (LayerEntry.Find(level.Upper, present) is { } now)
                {
                    Compare(now, Below(level.Lower, present), Join(level.Path, present));
                }
            }
            else if (level.Gone.TryDequeue(out var gone))
            {
                Delete(Below(level.Lower, gone), Join(level.Path, gone));
            }
            else
            {
                Leave(level);
            }
        }
    }

    private void Descend(LayerLevel level)
    {
        _levels.Add(level);
        if (_levels.Count > MaxOpenLevels)
        {
            _levels[^(MaxOpenLevels + 1)].Suspend(_levels[^MaxOpenLevels]);
        }

        try
        {
            level.List();
        }
        catch (SandboxSetupException exception)
        {
            AddGap(level.Path, exception.Errno ?? Errno.EIO);
        }
    }

    private void Leave(LayerLevel level)
    {
        _levels.RemoveAt(_levels.Count - 1);
        if (_levels is [.., var above] && !above.Resume(level))
        {
            AddGap(above.Path, Errno.ESTALE);
            above.Present.Clear();
            above.Gone.Clear();
        }

        level.Dispose();
    }

    private void Compare(LayerEntry now, LayerEntry? before, ImmutableArray<byte> path)
    {
        if (now.IsWhiteout)
        {
            Delete(before, path);
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

        if (now.Type == SandboxFileType.Directory)
        {
            CompareContent(now, isReplaced ? null : before, path);
        }
        else if (isReplaced)
        {
            DeleteContent(before!, path);
        }
    }

    private void CompareContent(LayerEntry now, LayerEntry? before, ImmutableArray<byte> path)
    {
        if (now.OpenOwnDirectory(out var mode) is not { } upper)
        {
            AddGap(path, Marshal.GetLastPInvokeError());
            return;
        }

        var lower = before?.OpenDirectory();
        if (before is not null && lower is null)
        {
            AddGap(path, Marshal.GetLastPInvokeError());
        }

        Descend(new LayerLevel(path, upper, lower, mode));
    }

    private void Delete(LayerEntry? before, ImmutableArray<byte> path)
    {
        if (before is not null)
        {
            Report(path, SandboxChangeKind.Deleted, before);
            DeleteContent(before, path);
        }
    }

    private void DeleteContent(LayerEntry before, ImmutableArray<byte> path)
    {
        if (before.Type != SandboxFileType.Directory)
        {
            return;
        }

        if (before.OpenDirectory() is { } directory)
        {
            Descend(new LayerLevel(path, upper: null, directory));
        }
        else
        {
            AddGap(path, Marshal.GetLastPInvokeError());
        }
    }

    private void AddGap(ImmutableArray<byte> path, int errno) =>
        _gaps.Add($"the list of changes may lack something in {Encoding.UTF8.GetString(path.AsSpan())}/: {Errno.Describe(errno)}");

    // A mark that lies below was hidden before as well.
    private static LayerEntry? Below(DescriptorHandle? lower, ImmutableArray<byte> name) =>
        LayerEntry.Find(lower, name) is { IsWhiteout: false } entry ? entry : null;

    private void Report(
        ImmutableArray<byte> path, SandboxChangeKind kind, LayerEntry entry, SandboxChangeAspects aspects = SandboxChangeAspects.None) =>
        _changes.Add(new SandboxChange { PathBytes = path, Kind = kind, Type = entry.Type, Aspects = aspects });

    private static DescriptorHandle? OpenTop(string path)
    {
        var top = LinkFreePath.TryOpen(path, LibC.O_RDONLY | LibC.O_DIRECTORY);
        if (!top.IsInvalid)
        {
            return top;
        }

        var errno = Marshal.GetLastPInvokeError();
        top.Dispose();
        Marshal.SetLastPInvokeError(errno);
        return null;
    }

    // Names that are no text differ in their bytes, so these are compared one to one.
    private static string Text(ImmutableArray<byte> bytes) => Encoding.Latin1.GetString(bytes.AsSpan());

    private static ImmutableArray<byte> Join(ImmutableArray<byte> path, ImmutableArray<byte> name) =>
        [.. path, (byte)'/', .. name.AsSpan()[..^1]];
}
