using Sandbox.Init.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Wrapper;

/// <summary>
/// sandbox-init as a wrapper executes it: process 1 of the namespaces the wrapper made, and the init from there on.
/// </summary>
internal static unsafe class InnerInit
{
    private const int Refused = 1;

    /// <param name="planDescriptor">The plan's number; the socket's is the next one, passed descriptors follow.</param>
    /// <param name="linkDescriptor">The number of the connection with the monitor.</param>
    /// <param name="environment">What the wrapper has put there; nobody inside is to read it.</param>
    /// <returns>The exit code of an init that refused the plan; otherwise it does not return.</returns>
    public static int Run(int planDescriptor, int linkDescriptor, byte** environment)
    {
        var host = new HostSocket(planDescriptor + 1);
        var monitor = new MonitorLink(linkDescriptor);
        Processes.Control(Processes.PR_SET_NAME, (nint)"sandbox-init"u8.Pointer);
        Signals.Block(ulong.MaxValue);
        Signals.ResetDisposition(Signals.SIGCHLD);
        Memory.EraseTexts(environment);
        monitor.Send(Milestone.Entered);

        var outcome = PlanFile.Load(planDescriptor, out var plan);
        if (!outcome.Failed)
        {
            outcome = Check(plan, planDescriptor, linkDescriptor);
        }

        if (!outcome.Failed)
        {
            outcome = TakeDescriptors(plan, planDescriptor, linkDescriptor);
        }

        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            monitor.Send(Milestone.Reported);
            return Refused;
        }

        // The monitor is no relative here: the wrapper dies with it, and this process with the wrapper.
        InitProcess.DieWithMonitor(monitor);
        InitProcess.Run(plan, host, monitor, SandboxProcesses.OfNamespace);
        return 0;
    }

    // In any other process than 1 kill(-1) would reach beyond the sandbox. What was passed to the wrapper itself may be
    // closed by now; what the command needs is found missing when it is copied.
    private static Outcome Check(PlanView plan, int planDescriptor, int linkDescriptor) =>
        PlanCheck.Find(plan, planDescriptor).Found
            || !plan.HasWrapper
            || Processes.Id() != 1
            || linkDescriptor != PassedDescriptors.End(plan, planDescriptor + 1)
            ? Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL)
            : Outcome.Success;

    // The wrapper may have left some of its own.
    private static Outcome TakeDescriptors(PlanView plan, int planDescriptor, int linkDescriptor)
    {
        Descriptors.CloseRange(Descriptors.LastStandard + 1, planDescriptor);
        Descriptors.CloseFrom(linkDescriptor + 1);
        var input = planDescriptor + 2 + (int)plan.Header->StandardStreams;
        for (var i = 0; i <= Descriptors.LastStandard; i++)
        {
            var answer = Descriptors.DuplicateTo(input + i, i);
            if (answer < 0)
            {
                return Outcome.Of(FailedCall.Dup, answer);
            }
        }

        return Outcome.Success;
    }
}
