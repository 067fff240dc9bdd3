using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Parts of the host's tree in the new one.</summary>
internal static unsafe class BindStep
{
    public static Outcome Take(Tree* tree, StepRecord* step, uint index)
    {
        var source = tree->Sources.Take(index);
        if (source < 0)
        {
            return Outcome.Success;
        }

        var answer = step->Value1 == 0 ? 0 : Mounts.SetAttributes(source, step->Value1, recursive: true);
        var outcome = answer < 0
            ? Outcome.Of(FailedCall.MountSetattr, answer)
            : AttachAtTarget(tree, source, tree->Plan.Text(step->Text2));
        Files.Close(source);
        return outcome;
    }

    public static Outcome SetAttributes(Tree* tree, StepRecord* step)
    {
        var answer = tree->Open(tree->Plan.Text(step->Text1).Pointer);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var target = (int)answer;
        answer = Mounts.SetAttributes(target, step->Value1, (step->Flags & (uint)StepFlags.Recursive) != 0);
        Files.Close(target);
        return Outcome.Of(FailedCall.MountSetattr, answer);
    }

    /// <summary>Attaches a detached mount on an existing path of the new tree.</summary>
    public static Outcome AttachAtTarget(Tree* tree, int mount, Text target)
    {
        var file = tree->Last.FindFile(target);
        if (file >= 0)
        {
            return Attach(mount, file);
        }

        var answer = tree->Open(target.Pointer);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var descriptor = (int)answer;
        var outcome = Attach(mount, descriptor);
        Files.Close(descriptor);
        return outcome;
    }

    /// <summary>Attaches a detached mount on what a descriptor is open on.</summary>
    public static Outcome Attach(int mount, int target)
    {
        var answer = Mounts.Attach(mount, target);
        return answer < 0 ? Explain(answer, mount, target) : Outcome.Success;
    }

    // The kernel says EINVAL when a file meets a directory, and of much else.
    private static Outcome Explain(nint answer, int mount, int target)
    {
        FileStatus from;
        FileStatus to;
        if (Files.Stat(mount, &from) < 0 || Files.Stat(target, &to) < 0 || from.IsDirectory == to.IsDirectory)
        {
            return Outcome.Of(FailedCall.MoveMount, answer);
        }

        return Outcome.Failure(FailedCall.KindMismatch, to.IsDirectory ? Errno.EISDIR : Errno.ENOTDIR);
    }
}
