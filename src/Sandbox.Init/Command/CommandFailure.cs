using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>Why the command was not executed, if it was not.</summary>
internal readonly struct CommandFailure
{
    private readonly Outcome outcome;
    private readonly uint step;
    private readonly bool isFileFound;

    private CommandFailure(Outcome outcome, uint step, bool isFileFound)
    {
        this.outcome = outcome;
        this.step = step;
        this.isFileFound = isFileFound;
    }

    public bool Happened => outcome.Failed;

    /// <param name="step">The step's index in the command's list, or <see cref="uint.MaxValue"/>: before the first.</param>
    public static CommandFailure InStep(uint step, Outcome outcome) => new(outcome, step, false);

    public static CommandFailure InExecve(int errno, bool isFileFound) =>
        new(Outcome.Failure(FailedCall.Execve, errno), uint.MaxValue, isFileFound);

    public void Send(HostSocket host)
    {
        if (outcome.Call != FailedCall.Execve)
        {
            host.SendStepFailed(PlanStage.Command, step, outcome);
            return;
        }

        host.Send(new()
        {
            Kind = (uint)ReportKind.CommandFailed,
            Stage = (uint)PlanStage.Command,
            StepIndex = step,
            Call = (uint)outcome.Call,
            Errno = outcome.Errno,
            WaitStatus = isFileFound ? 1 : 0,
        });
    }
}
