using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Command;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.Steps;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>
/// Stage 1: process 1 of the sandbox. Builds it, starts the command, reaps, and leaves when the command has ended
/// (<see cref="InitLoop"/>); or becomes the command itself.
/// </summary>
internal static unsafe class InitProcess
{
    [DoesNotReturn]
    public static void Run(PlanView plan, HostSocket host, MonitorLink monitor)
    {
        // The monitor might have died before the call; its end of the link tells.
        Processes.Control(Processes.PR_SET_PDEATHSIG, Signals.SIGKILL);
        if (monitor.IsMonitorGone())
        {
            Processes.Exit(1);
        }

        var settings = InheritedSettings.TakeUmask();
        if (!Build(plan, host, &settings))
        {
            monitor.Send(Milestone.Reported);
            Processes.Exit(0);
        }

        var command = new CommandContext { Plan = plan, Settings = settings, FirstPassed = host.Descriptor + 1 };
        var outcome = ExecVectors.Build(plan, out command.Vectors);
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
        }
        else if (plan.IsPid1)
        {
            monitor.Send(Milestone.Executing);
            var code = CommandProcess.Enter(&command);
            if (!command.Failure.Happened)
            {
                // A probe ends here, and the monitor sees it end as it would the command.
                Processes.Exit(code);
            }

            command.Failure.Send(host);
        }
        else
        {
            InitLoop.Run(&command, host, monitor);
        }

        monitor.Send(Milestone.Reported);
        Processes.Exit(0);
    }

    private static bool Build(PlanView plan, HostSocket host, InheritedSettings* settings)
    {
        var tree = new Tree(plan, settings);
        for (uint i = 0; i < plan.Header->Setup.Count; i++)
        {
            var outcome = SetupSteps.Take(&tree, i, out var failedAt);
            if (outcome.Failed)
            {
                host.SendStepFailed(PlanStage.Init, failedAt, outcome);
                return false;
            }
        }

        return true;
    }
}
