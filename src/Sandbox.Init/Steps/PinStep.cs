using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Directories of the tree that must keep their names: the kernel renames and removes no mount point (EBUSY).</summary>
internal static unsafe class PinStep
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var answer = tree->Open(tree->Plan.Text(step->Text1).Pointer, OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var target = (int)answer;
        var outcome = BindToItself(target);
        Files.Close(target);
        return outcome;
    }

    private static Outcome BindToItself(int target)
    {
        var answer = Mounts.Clone(target, Files.EmptyPath, Files.AT_EMPTY_PATH);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTree, answer);
        }

        var mount = (int)answer;
        var outcome = BindStep.Attach(mount, target);
        Files.Close(mount);
        return outcome;
    }
}
