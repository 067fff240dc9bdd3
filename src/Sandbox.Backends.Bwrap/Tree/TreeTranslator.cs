using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>
/// Translates the steps that build a tree into bubblewrap's options, one by one, so that it shows the tree that every
/// back-end shows. What it cannot express is refused.
/// </summary>
internal sealed partial class TreeTranslator(
    BwrapArguments arguments, SandboxSpec spec, HostFacts facts, IHostFileSystem files)
{
    private const string UseNamespaces = "use namespaces";
    private const string ReadOnly = "--ro-bind";

    private readonly ShownTree _shown = new(files);
    private readonly ReplaceablePaths _replaceable = new(files, facts);
    private readonly List<(Layer Layer, WrapperArgument Source)> _opened = [];
    private readonly Dictionary<string, UnixFileMode> _directories = new(StringComparer.Ordinal);
    private Queue<ThrowawayLayer> _overlays = [];

    /// <summary>
    /// What is to be compared when bubblewrap has built the tree, for it looks up by name what was opened for it.
    /// </summary>
    public IEnumerable<PlanStep> Checks => _opened
        .Where(opened => ReferenceEquals(_shown.At(opened.Layer.Target), opened.Layer))
        .Select(opened => new SameFileStep(opened.Source, opened.Layer.Target));

    /// <exception cref="SandboxSpecException">bubblewrap cannot build this tree.</exception>
    public void Add(IEnumerable<PlanStep> tree)
    {
        var steps = StepCovers.WithSelfMountsFirst(tree);
        _overlays = new Queue<ThrowawayLayer>(ThrowawayLayer.Of(steps));
        var covered = steps.Select(StepCovers.Of).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            switch (steps[i])
            {
                // bubblewrap makes what it mounts files on.
                case MakeFileStep file when covered.Contains(file.Target):
                    _shown.Make(file.Target, HostEntryKind.File);
                    break;
                case TmpfsStep when StandardDevices.BeginAt(steps, i):
                    AddDevices(steps, i);
                    break;
                default:
                    Add(steps[i]);
                    break;
            }
        }

        CheckProc();
    }

    private void Add(PlanStep step)
    {
        switch (step)
        {
            case ScratchStep or LayersStep:
                break;
            case OverlayRootStep or OverlayStep:
                AddOverlay(_overlays.Dequeue());
                break;
            // What bubblewrap begins with.
            case EmptyRootStep:
                _shown.Show(new Layer("/", LayerKind.Own));
                break;
            case CloneRootStep root:
                AddBind(new BindStep(root.Source, "/", root.Flags));
                break;
            case MirrorRootStep root:
                _shown.Show(new Layer("/", LayerKind.Host, root.Source, OptionFor("/", root.Flags)));
                arguments.Add("--chmod", BwrapArguments.Octal(ModeOf(root.Source)), "/");
                AddEntries("/", root.LeaveOut);
                break;
            case MirrorStep mirror:
                AddMirror(mirror);
                break;
            case PinStep pin:
                AddPin(pin);
                break;
            case BindStep bind when IsInDevices(bind):
                break;
            case BindStep bind:
                AddBind(bind);
                break;
            case TmpfsStep tmpfs:
                AddTmpfs(tmpfs);
                break;
            case ProcStep proc:
                AddProc(proc);
                break;
            case SetAttributesStep { Flags: MountFlags.ReadOnly, Recursive: false } seal:
                arguments.Add("--remount-ro", seal.Target);
                break;
            case MaskStep mask:
                AddMask(mask);
                break;
            case PlaceFileStep file:
                AddPlacedFile(file);
                break;
            default:
                AddEntry(step);
                break;
        }
    }

    private void AddEntry(PlanStep step)
    {
        switch (step)
        {
            case MakeDirectoryStep or MakeSymlinkStep or DevptsStep when IsInDevices(step):
                break;
            case MakeDirectoryStep directory:
                _shown.Make(directory.Target, HostEntryKind.Directory);
                _directories[directory.Target] = directory.Mode;
                arguments.Add("--perms", BwrapArguments.Octal(directory.Mode), "--dir", directory.Target);
                break;
            case MakeSymlinkStep link:
                _shown.Make(link.Target, HostEntryKind.Symlink);
                arguments.Add("--symlink", link.LinkTarget, link.Target);
                break;
            case CopyFileStep copy:
                AddCopy(copy);
                break;
            default:
                throw new NotSupportedException($"{step.GetType().Name} has no option of bubblewrap: {step}");
        }
    }

    private void AddBind(BindStep bind)
    {
        var option = OptionFor(bind.Target, bind.Flags);
        var layer = new Layer(bind.Target, LayerKind.Host, bind.Source, option);
        if (MustBeOpened(option, bind.Source))
        {
            BindOpened(layer);
        }
        else
        {
            arguments.Add(bind.Optional ? $"{option}-try" : option, bind.Source, bind.Target);
            _shown.Show(layer);
        }
    }

    private void BindOpened(Layer layer)
    {
        _opened.Add((layer, arguments.AddOpened(layer.Option!, layer.Source!, layer.Target)));
        _shown.Show(layer);
    }

    // Where all of the host is shown, something else of it, read-only as well, shows nothing more.
    private bool MustBeOpened(string option, string source) =>
        (option != ReadOnly || spec.Root is not (ReadOnlyHostRoot or HostRoot)) && _replaceable.Include(source);

    private string OptionFor(string target, MountFlags flags) => flags switch
    {
        MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices => ReadOnly,
        MountFlags.NoSetuid | MountFlags.NoDevices => "--bind",
        // bubblewrap leaves a node as writable as it is; where that matters, it is sealed before.
        MountFlags.NoSetuid or StandardDevices.NodeFlags => "--dev-bind",
        _ when target == "/" => throw Inexpressible.Of(
            "root.ephemeral",
            "bubblewrap cannot hold the host's tree around the layers read-only and leave its devices usable",
            $"use the root readonly with layers (--fs readonly --ephemeral), or {UseNamespaces}"),
        _ => throw Inexpressible.Of(
            SpecMembers.OfMount(spec, target),
            $"bubblewrap cannot bind {target} read-only and leave its devices usable",
            $"bind it writable, or {UseNamespaces}"),
    };

    private void AddMirror(MirrorStep mirror)
    {
        var layer = _shown.At(mirror.Target);
        if (layer.Kind == LayerKind.Overlay)
        {
            throw Inexpressible.Of(
                "root.ephemeral",
                $"bubblewrap cannot add to {mirror.Target}, which this user may not write, under a throwaway layer",
                $"make what is missing there, or {UseNamespaces}");
        }

        var source = layer.HostPathOf(mirror.Target)
            ?? throw new NotSupportedException($"{mirror.Target} is mirrored and shows nothing of the host");
        arguments.Add("--perms", BwrapArguments.Octal(ModeOf(source)), "--tmpfs", mirror.Target);
        AddEntries(mirror.Target, mirror.LeaveOut);
    }

    private void AddPin(PinStep pin)
    {
        var layer = _shown.At(pin.Target);
        if (layer.Kind == LayerKind.Host && layer.HostPathOf(pin.Target) is { } source && files.Lookup(source) is not null)
        {
            arguments.Add(layer.Option!, source, pin.Target);
            _shown.Show(layer with { Target = pin.Target, Source = source });
        }
        else if (layer is { Kind: LayerKind.Own, IsSized: false } && _directories.TryGetValue(pin.Target, out var mode))
        {
            // It is empty as yet, so that a tmpfs of its own shows the same.
            arguments.Add("--perms", BwrapArguments.Octal(mode), "--tmpfs", pin.Target);
            _shown.Show(new Layer(pin.Target, LayerKind.Own));
        }
        else
        {
            throw Inexpressible.Of(
                "deny",
                $"bubblewrap cannot keep {pin.Target} from being renamed together with what is denied in it",
                $"deny the whole of {pin.Target}, or {UseNamespaces}");
        }
    }

    private void AddEntries(string directory, IReadOnlyCollection<string> leaveOut)
    {
        var layer = _shown.At(directory);
        var source = layer.HostPathOf(directory)!;
        foreach (var name in files.List(source).Except(leaveOut).Order(StringComparer.Ordinal))
        {
            var entry = TreePath.Join(source, name);
            if (files.ReadLink(entry) is { } linkTarget)
            {
                arguments.Add("--symlink", linkTarget, TreePath.Join(directory, name));
            }
            else if (MustBeOpened(layer.Option!, entry))
            {
                BindOpened(new Layer(TreePath.Join(directory, name), LayerKind.Host, entry, layer.Option));
            }
            else
            {
                // It may go while the sandbox is set up: then it is simply not shown.
                arguments.Add($"{layer.Option}-try", entry, TreePath.Join(directory, name));
            }
        }
    }

    // bubblewrap executes sandbox-init inside, through its descriptor.
    private void CheckProc()
    {
        if (_shown.At("/proc/self").Kind != LayerKind.Proc)
        {
            throw Inexpressible.Of(
                _shown.At("/proc").Target == "/proc" ? SpecMembers.OfDenied(spec, "/proc") : "root",
                "bubblewrap starts the command through /proc, and that is covered or elsewhere",
                $"leave /proc as it is, or {UseNamespaces}");
        }
    }

    private UnixFileMode ModeOf(string source) => files.Lookup(source)?.Mode ?? DirectoryMount.DefaultMode;
}
