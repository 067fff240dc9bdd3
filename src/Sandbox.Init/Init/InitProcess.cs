using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Command;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.Steps;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>
/// Stage 1: builds the sandbox, starts the command, reaps, and leaves when the command has ended (<see cref="InitLoop"/>);
/// or becomes the command itself. It is process 1, or else the reaper of what it starts.
/// </summary>
internal static unsafe class InitProcess
{
    [DoesNotReturn]
    public static void Run(PlanView plan, HostSocket host, MonitorLink monitor)
    {
        DieWithMonitor(monitor);
        var processes = SandboxProcesses.OfNamespace;
        var outcome = plan.Has(PlanFlags.Subreaper) ? SandboxProcesses.Adopt(out processes) : Outcome.Success;
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            Leave(monitor);
        }

        Run(plan, host, monitor, processes);
    }

    /// <summary>What follows once it is known how to reach the processes of the sandbox.</summary>
    [DoesNotReturn]
    public static void Run(PlanView plan, HostSocket host, MonitorLink monitor, SandboxProcesses processes)
    {
        var settings = InheritedSettings.TakeUmask();
        if (!Build(plan, host, &settings, plan.HasWrapper ? StepTakers.InnerInit : StepTakers.Init))
        {
            Leave(monitor);
        }

        if (plan.Has(PlanFlags.Held))
        {
            plan = AwaitCommand(plan, host, monitor, &settings);
        }

        var command = new CommandContext
        {
            Plan = plan,
            Settings = settings,
            FirstPassed = host.Descriptor + 1,
            DiesWith = processes.EndWithInit ? 0 : Processes.Id(),
        };
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
        else if (InitLoop.Run(&command, host, monitor, processes))
        {
            Leave(monitor);
        }

        NamedPipes.Remove(plan);
        Leave(monitor);
    }

    /// <summary>Has this process killed when the monitor dies, or died before the call: its end of the link tells.</summary>
    public static void DieWithMonitor(MonitorLink monitor)
    {
        Processes.Control(Processes.PR_SET_PDEATHSIG, Signals.SIGKILL);
        if (monitor.IsMonitorGone())
        {
            Processes.Exit(1);
        }
    }

    /// <summary>The host knows how it ended.</summary>
    [DoesNotReturn]
    public static void Leave(MonitorLink monitor)
    {
        monitor.Send(Milestone.Reported);
        Processes.Exit(0);
    }

    /// <summary>Takes the setup steps that are one process's to take; failures are reported.</summary>
    /// <param name="taker">The process.</param>
    public static bool Build(PlanView plan, HostSocket host, StepTakers taker)
    {
        var settings = default(InheritedSettings);
        return Build(plan, host, &settings, taker);
    }

    private static PlanView AwaitCommand(PlanView held, HostSocket host, MonitorLink monitor, InheritedSettings* settings)
    {
        var outcome = HeldInit.AwaitCommand(held, host, monitor, out var plan);
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            Leave(monitor);
        }

        if (!Build(plan, host, settings, StepTakers.InnerInit))
        {
            Leave(monitor);
        }

        return plan;
    }

    private static bool Build(PlanView plan, HostSocket host, InheritedSettings* settings, StepTakers taker)
    {
        var tree = new Tree(plan, settings, host.Descriptor + 1);
        for (uint i = 0; i < plan.Header->Setup.Count; i++)
        {
            if (!StepRules.TryFind(plan.SetupStep(i)->Code, out var rule) || (rule.Takers & taker) == 0)
            {
                continue;
            }

            var failedAt = i;
            var outcome = (StepCode)plan.SetupStep(i)->Code switch
            {
                StepCode.MakeFifo => NamedPipes.Make(plan, i, host),
                StepCode.OrderOutputs => OrderedOutputs.Make(i, host),
                _ => SetupSteps.Take(&tree, i, out failedAt),
            };
            if (outcome.Failed)
            {
                host.SendStepFailed(PlanStage.Init, failedAt, outcome);
                NamedPipes.Remove(plan, i);
                return false;
            }
        }

        return true;
    }
}
