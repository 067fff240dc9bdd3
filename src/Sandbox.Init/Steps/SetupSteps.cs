using Sandbox.Init.Command;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>The steps the init takes.</summary>
internal static unsafe class SetupSteps
{
    /// <param name="failedAt">The step to blame for a failure: this one, or a later one whose source is missing.</param>
    public static Outcome Take(Tree* tree, uint index, out uint failedAt)
    {
        failedAt = index;
        var step = tree->Plan.SetupStep(index);
        Forget(tree, step);
        switch ((StepCode)step->Code)
        {
            case StepCode.Scratch:
            case StepCode.RootTmpfs:
            case StepCode.RootClone:
            case StepCode.RootInPlace:
            case StepCode.RootMirror:
            case StepCode.RootOverlay:
            case StepCode.Layers:
                var outcome = Sources.Open(tree, ref failedAt);
                return outcome.Failed ? outcome : RootSteps.Take(tree, step, index);
            case StepCode.MakePrivate:
            case StepCode.PivotRoot:
            case StepCode.Chroot:
                return RootSteps.Take(tree, step, index);
            case StepCode.SealSource:
                return SealSourceStep.Take(tree, step);
            case StepCode.SameFile:
                return SameFileStep.Take(tree, step);
            case StepCode.Bind:
                return BindStep.Take(tree, step, index);
            case StepCode.Overlay:
                return OverlaySteps.Take(tree, step, index);
            case StepCode.Tmpfs:
            case StepCode.Proc:
            case StepCode.Devpts:
            case StepCode.Sysfs:
            case StepCode.Mqueue:
                return FileSystemSteps.Take(tree, step);
            case StepCode.MakeDirectory:
            case StepCode.MakeFile:
            case StepCode.MakeSymlink:
                return MakeSteps.Take(tree, step);
            case StepCode.CopyFile:
                return CopyFileStep.Take(tree, step, index);
            case StepCode.PlaceFile:
                return PlaceFileStep.Take(tree, step, index);
            case StepCode.Mask:
                return MaskStep.Take(tree, step);
            case StepCode.Pin:
                return PinStep.Take(tree, step);
            case StepCode.SetAttributes:
                return BindStep.SetAttributes(tree, step);
            case StepCode.Mirror:
                return MirrorStep.Take(tree, step);
            // The command's process is to make its cgroup namespace, when it has been born in its group.
            case StepCode.DropCapabilities when CgroupNamespace.IsCommands(tree->Plan):
                return CapabilityDrop.ToLatent(CapabilitySets.CAP_SYS_ADMIN);
            default:
                var system = SystemSteps.Take(tree->Plan, step, out var isKnown);
                return isKnown ? system : PrivilegeSteps.Take(tree->Plan, step);
        }
    }

    // What is made changes no path that leads somewhere already, nor does a mount on the file that was just made.
    private static void Forget(Tree* tree, StepRecord* step)
    {
        switch ((StepCode)step->Code)
        {
            case StepCode.MakeDirectory:
            case StepCode.MakeFile:
            case StepCode.MakeSymlink:
                tree->Last.ForgetFile();
                break;
            case StepCode.Bind when tree->Last.FindFile(tree->Plan.Text(step->Text2)) >= 0:
                break;
            default:
                tree->Last.Forget();
                break;
        }
    }
}
