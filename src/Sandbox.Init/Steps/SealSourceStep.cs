using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Files of the host that get attributes in this mount namespace, wherever they are bound from here on.</summary>
internal static unsafe class SealSourceStep
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var path = tree->Plan.Text(step->Text1).Pointer;
        var answer = Files.OpenWithoutLinks(path, Files.O_PATH);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        var target = (int)answer;
        var outcome = BindToItself(target, step->Value1);
        Files.Close(target);
        return outcome;
    }

    private static Outcome BindToItself(int target, ulong attributes)
    {
        var answer = Mounts.Clone(target, Files.EmptyPath, Files.AT_EMPTY_PATH);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTree, answer);
        }

        var mount = (int)answer;
        answer = Mounts.SetAttributes(mount, attributes, recursive: true);
        var outcome = answer < 0 ? Outcome.Of(FailedCall.MountSetattr, answer) : BindStep.Attach(mount, target);
        Files.Close(mount);
        return outcome;
    }
}
