using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.Steps;
using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>Stage 2: takes the command's steps and executes it.</summary>
internal static unsafe class CommandProcess
{
    private const int NotExecuted = 127;

    /// <returns>
    /// The exit code of a command that was not executed: 0 for a plan that only sets up; otherwise the failure is in the
    /// context.
    /// </returns>
    public static int Enter(CommandContext* context)
    {
        context->Failure = Prepare(context);
        if (context->Failure.Happened)
        {
            return NotExecuted;
        }

        if (context->Plan.Has(PlanFlags.SetupOnly))
        {
            return 0;
        }

        context->Failure = Executable.Execute(context->Plan, context->Vectors);
        return NotExecuted;
    }

    private static CommandFailure Prepare(CommandContext* context)
    {
        context->Settings.Restore();
        if (CgroupNamespace.IsCommands(context->Plan))
        {
            var outcome = CgroupNamespace.Enter();
            if (outcome.Failed)
            {
                return CommandFailure.InStep(uint.MaxValue, outcome);
            }
        }

        if (context->DiesWith != 0)
        {
            Processes.Control(Processes.PR_SET_PDEATHSIG, Signals.SIGKILL);
            if (Processes.ParentId() != context->DiesWith)
            {
                Processes.Exit(NotExecuted);
            }

            Futex.AwaitChange(&context->HasInitLeft, 0);
        }

        // Whatever is open goes; steps then copy what is passed to numbers that stay.
        var endOfPassed = PassedDescriptors.End(context->Plan, context->FirstPassed - 1);
        var answer = Descriptors.CloseOnExecuteFrom(Descriptors.LastStandard + 1, endOfPassed);
        if (answer < 0)
        {
            return CommandFailure.InStep(uint.MaxValue, Outcome.Of(FailedCall.CloseRange, answer));
        }

        // Before the steps: the last of them may be a seccomp filter that refuses the call.
        Signals.Block(0);
        for (uint i = 0; i < context->Plan.Header->Command.Count; i++)
        {
            var outcome = CommandSteps.Take(context->Plan, i, context->FirstPassed);
            if (outcome.Failed)
            {
                return CommandFailure.InStep(i, outcome);
            }
        }

        return default;
    }
}
