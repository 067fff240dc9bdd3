using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>New file systems in the tree.</summary>
internal static unsafe class FileSystemSteps
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var answer = tree->Open(tree->Plan.Text(step->Text1).Pointer, OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var target = (int)answer;
        var outcome = Make(step, out var mount);
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.MoveMount, Mounts.Attach(mount, target));
            if (!outcome.Failed && (StepCode)step->Code == StepCode.Tmpfs)
            {
                outcome = tree->Own.Add(mount);
            }

            Files.Close(mount);
        }

        Files.Close(target);
        return outcome;
    }

    private static Outcome Make(StepRecord* step, out int mount) => (StepCode)step->Code switch
    {
        StepCode.Tmpfs => NewFileSystem.Tmpfs(step->Value1, (uint)step->Value2, out mount),
        StepCode.Proc => NewFileSystem.Proc(step->Value1, out mount),
        _ => NewFileSystem.Devpts(out mount),
    };
}
