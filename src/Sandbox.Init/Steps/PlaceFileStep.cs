using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Files the plan itself holds, in place of what the tree has there.</summary>
internal static unsafe class PlaceFileStep
{
    private const ulong Attributes = MountAttributes.ReadOnly | MountAttributes.NoSetuid | MountAttributes.NoDevices;

    public static Outcome Take(Tree* tree, StepRecord* step, uint index)
    {
        var name = stackalloc byte[ScratchFiles.NameSize];
        ScratchFiles.NameFile(index, name);
        var outcome = Make(tree, step, name);
        if (outcome.Failed)
        {
            return outcome;
        }

        var answer = tree->Open(tree->Plan.Text(step->Text1).Pointer);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        outcome = ScratchFiles.Bind(tree, name, Attributes, (int)answer);
        Files.Close((int)answer);
        return outcome;
    }

    private static Outcome Make(Tree* tree, StepRecord* step, byte* name)
    {
        var answer = Files.Create(tree->Scratch, name, (uint)step->Value1);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.CreateFile, answer);
        }

        var file = (int)answer;
        var content = tree->Plan.Text(step->Text2);
        answer = Files.WriteAll(file, content.Pointer, content.Length);
        Files.Close(file);
        return Outcome.Of(FailedCall.Write, answer);
    }
}
