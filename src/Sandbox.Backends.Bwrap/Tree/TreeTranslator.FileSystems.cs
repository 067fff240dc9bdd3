using System.Globalization;
using Sandbox.Backends.Bwrap.Program;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>File systems and files that are made for the sandbox.</summary>
internal sealed partial class TreeTranslator
{
    private void AddOverlay(ThrowawayLayer layer)
    {
        if (_replaceable.Include(layer.Source))
        {
            // An overlay has inodes of its own, so it cannot be compared afterwards.
            arguments.AddOpened("--overlay-src", layer.Source, "--overlay", layer.Upper, layer.Work, layer.Target);
        }
        else
        {
            arguments.Add("--overlay-src", layer.Source, "--overlay", layer.Upper, layer.Work, layer.Target);
        }

        _shown.Show(new Layer(layer.Target, LayerKind.Overlay, layer.Source));
    }

    private void AddTmpfs(TmpfsStep tmpfs)
    {
        if (tmpfs.Entries is not null)
        {
            throw new SandboxSpecException(
                $"{SpecMembers.OfMount(spec, tmpfs.Target)}.entries", "bubblewrap cannot limit the entries of a tmpfs", $"leave it out, or {UseNamespaces}");
        }

        if (tmpfs.Size is { } size)
        {
            arguments.Add(BwrapProgram.SizeOption, size.ToString(CultureInfo.InvariantCulture));
        }

        arguments.Add("--perms", BwrapArguments.Octal(tmpfs.Mode), "--tmpfs", tmpfs.Target);
        _shown.Show(new Layer(tmpfs.Target, LayerKind.Own, IsSized: tmpfs.Size is not null));
    }

    private void AddDevices(List<PlanStep> steps, int index)
    {
        var top = ((TmpfsStep)steps[index]).Target;
        if (StandardDevices.FindSurplus(steps, index) is { } name)
        {
            throw Inexpressible.Of(
                SpecMembers.OfMount(spec, TreePath.Join(top, name)),
                $"{TreePath.Join(top, name)} is not to be the usual one, and bubblewrap always makes that",
                $"leave it as it is, or {UseNamespaces}");
        }

        arguments.Add("--dev", top);
        _shown.Show(new Layer(top, LayerKind.Devices));
        foreach (var step in steps.Skip(index + 1).Where(step => StandardDevices.Includes(top, step)))
        {
            var isDirectory = step is MakeDirectoryStep or DevptsStep;
            _shown.Make(StepCovers.Of(step) ?? step.Path!, isDirectory ? HostEntryKind.Directory : HostEntryKind.Other);
        }
    }

    private bool IsInDevices(PlanStep step)
    {
        var path = StepCovers.Of(step) ?? step.Path!;
        var layer = _shown.At(path);
        return layer.Kind == LayerKind.Devices && StandardDevices.Includes(layer.Target, step);
    }

    private void AddProc(ProcStep proc)
    {
        arguments.Add("--proc", proc.Target);
        if (proc.ReadOnly)
        {
            arguments.Add("--remount-ro", proc.Target);
        }

        _shown.Show(new Layer(proc.Target, LayerKind.Proc, "/proc"));
    }

    private void AddCopy(CopyFileStep copy)
    {
        arguments.AddFile(copy.Mode, copy.Over ? "--bind-data" : "--file", WrapperArgument.HostFile(copy.Source), copy.Target);
        if (copy.Over)
        {
            _shown.Show(new Layer(copy.Target, LayerKind.Own));
        }

        _shown.Make(copy.Target, HostEntryKind.File);
    }

    private void AddPlacedFile(PlaceFileStep file)
    {
        arguments.AddFile(file.Mode, "--ro-bind-data", WrapperArgument.File(file.Content, file.Summary), file.Target);
        _shown.Show(new Layer(file.Target, LayerKind.Own));
        _shown.Make(file.Target, HostEntryKind.File);
    }

    private void AddMask(MaskStep mask)
    {
        const UnixFileMode ReadByAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode EnterByAll = ReadByAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        switch (_shown.Find(mask.Target))
        {
            case null when mask.Optional:
                return;
            case HostEntryKind.Directory:
                arguments.Add("--perms", BwrapArguments.Octal(mask.Hide ? EnterByAll : UnixFileMode.None), "--tmpfs", mask.Target);
                arguments.Add("--remount-ro", mask.Target);
                _shown.Show(new Layer(mask.Target, LayerKind.Own));
                break;
            case HostEntryKind.File or HostEntryKind.Other:
                arguments.AddFile(
                    mask.Hide ? ReadByAll : UnixFileMode.None, "--ro-bind-data", WrapperArgument.File([], ""), mask.Target);
                _shown.Show(new Layer(mask.Target, LayerKind.Own));
                _shown.Make(mask.Target, HostEntryKind.File);
                break;
            default:
                throw Inexpressible.Of(
                    SpecMembers.OfDenied(spec, mask.Target),
                    $"bubblewrap cannot tell what {mask.Target} is, and so not cover it",
                    $"deny a directory above, or {UseNamespaces}");
        }
    }
}
