using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Wrapper;

/// <summary>
/// Stage 1 of a plan with a wrapper: becomes the wrapper, which builds the sandbox and executes sandbox-init in it
/// (<see cref="InnerInit"/>).
/// </summary>
internal static unsafe class WrapperProcess
{
    /// <param name="planDescriptor">The plan's number, still open.</param>
    [DoesNotReturn]
    public static void Run(PlanView plan, int planDescriptor, HostSocket host, MonitorLink monitor)
    {
        InitProcess.DieWithMonitor(monitor);
        if (!InitProcess.Build(plan, host, StepTakers.BeforeWrapper))
        {
            InitProcess.Leave(monitor);
        }

        var arguments = new WrapperArguments(plan, planDescriptor, monitor);
        var outcome = arguments.Build(out var vector);
        if (!outcome.Failed)
        {
            // Everything else was passed without close-on-exec.
            outcome = Outcome.Of(FailedCall.Dup, Descriptors.KeepOnExecute(monitor.Descriptor));
        }

        if (!outcome.Failed)
        {
            // Signals stay blocked: those of a terminal, or to the whole group, are for the command, and the monitor sees
            // to that. What else is to end the wrapper is SIGKILL.
            byte* none = null;
            outcome = Outcome.Of(
                FailedCall.Execve, Processes.Execute(plan.Text(plan.Header->WrapperPath).Pointer, vector, &none));
        }

        host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
        InitProcess.Leave(monitor);
    }
}
