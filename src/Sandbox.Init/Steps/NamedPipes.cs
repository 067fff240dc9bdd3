using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// Named pipes the command writes to and the host reads. They are made with the rights of the command: the init has no
/// others by then. Where they lie on the host's files, they are removed at the end.
/// </summary>
internal static unsafe class NamedPipes
{
    // The command's user alone: 0600.
    private const uint Mode = 0x180;

    public static Outcome Make(PlanView plan, uint index, HostSocket host)
    {
        var answer = ParentDirectory.Open(plan.Text(plan.SetupStep(index)->Text1), out var parent);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var outcome = Outcome.Of(FailedCall.Mknod, Files.MakeFifo(parent.Descriptor, parent.Name, Mode));
        if (!outcome.Failed)
        {
            outcome = Hand(index, parent, host);
            if (outcome.Failed)
            {
                Files.Unlink(parent.Descriptor, parent.Name);
            }
        }

        Files.Close(parent.Descriptor);
        return outcome;
    }

    /// <summary>Removes what is still there. What the command has put in a pipe's place stays, unless it is a pipe.</summary>
    public static void Remove(PlanView plan) => Remove(plan, plan.Header->Setup.Count);

    /// <param name="taken">How many of the setup steps were taken. The root is entered before the first pipe is made.</param>
    public static void Remove(PlanView plan, uint taken)
    {
        for (uint i = 0; i < taken; i++)
        {
            var step = plan.SetupStep(i);
            if (step->Code != (uint)StepCode.MakeFifo || ParentDirectory.Open(plan.Text(step->Text1), out var parent) < 0)
            {
                continue;
            }

            FileStatus status;
            if (Files.StatAt(parent.Descriptor, parent.Name, Files.AT_SYMLINK_NOFOLLOW, &status) >= 0 && status.IsFifo)
            {
                Files.Unlink(parent.Descriptor, parent.Name);
            }

            Files.Close(parent.Descriptor);
        }
    }

    // Open for writing as well: a reader alone would see an end whenever the last writer closes, and a writer would wait
    // for a reader that opens it.
    private static Outcome Hand(uint index, ParentDirectory parent, HostSocket host)
    {
        var answer = Files.Open(parent.Descriptor, parent.Name, Files.O_RDWR | Files.O_NONBLOCK | OpenFlags.O_NOFOLLOW);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        var pipe = (int)answer;
        answer = host.SendWithDescriptor(
            new() { Kind = (uint)ReportKind.Handed, Stage = (uint)PlanStage.Init, StepIndex = index }, pipe);
        Files.Close(pipe);
        return Outcome.Of(FailedCall.SendDescriptor, answer);
    }
}
