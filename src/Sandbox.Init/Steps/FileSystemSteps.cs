using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
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
        var outcome = Make(tree->Plan, step, out var mount);
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

    private static Outcome Make(PlanView plan, StepRecord* step, out int mount) => (StepCode)step->Code switch
    {
        StepCode.Tmpfs => NewFileSystem.Tmpfs(step->Value1, (uint)step->Value2, plan.Text(step->Text2).Pointer, out mount),
        StepCode.Proc => NewFileSystem.OfKernel("proc"u8.Pointer, step->Value1, out mount),
        StepCode.Sysfs => NewFileSystem.OfKernel("sysfs"u8.Pointer, step->Value1, out mount),
        StepCode.Mqueue => NewFileSystem.OfKernel("mqueue"u8.Pointer, step->Value1, out mount),
        _ => NewFileSystem.Devpts(step->Value1, out mount),
    };
}
