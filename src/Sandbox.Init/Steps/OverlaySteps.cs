using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Directories of the host under a layer of the sandbox's own, in which every change of them ends up.</summary>
internal static unsafe class OverlaySteps
{
    public static Outcome Take(Tree* tree, StepRecord* step, uint index)
    {
        if (tree->Sources.IsMissing(index))
        {
            return Outcome.Success;
        }

        var answer = tree->Open(tree->Plan.Text(step->Text2).Pointer, OpenFlags.O_DIRECTORY);
        if (answer == -Errno.ENOENT && (step->Flags & (uint)StepFlags.Optional) != 0)
        {
            Files.Close(tree->Sources.Take(index));
            return Outcome.Success;
        }

        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var target = (int)answer;
        var outcome = Make(tree, step, index, out var mount);
        if (!outcome.Failed)
        {
            outcome = BindStep.Attach(mount, target);
            if (!outcome.Failed)
            {
                outcome = tree->Own.Add(mount);
            }

            Files.Close(mount);
        }

        Files.Close(target);
        return outcome;
    }

    /// <summary>The overlay of a step, detached.</summary>
    public static Outcome Make(Tree* tree, StepRecord* step, uint index, out int mount)
    {
        var lower = tree->Sources.Take(index);
        FileSystemStatus status;
        var answer = Files.StatFileSystem(lower, &status);
        mount = -1;

        // An overlay has attributes of its own: those of what is below are not to be lost.
        var attributes = step->Value1 | (status.IsNoExecute ? MountAttributes.NoExecute : 0);
        var outcome = answer < 0
            ? Outcome.Of(FailedCall.Statfs, answer)
            : NewFileSystem.Overlay(lower, tree->Layers, (uint)step->Value2, attributes, out mount);
        Files.Close(lower);
        return outcome;
    }
}
