using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>
/// The plan for a command in a sandbox that was held. Monitor and init go on with it as if the sandbox had been built by it,
/// so it must fit: the same namespaces, flags and passed descriptors.
/// </summary>
internal static unsafe class Continuation
{
    private const PlanFlags OfEither = PlanFlags.HasWallTime | PlanFlags.Held | PlanFlags.Continues;

    /// <param name="held">The plan the sandbox was built by.</param>
    /// <param name="descriptor">The plan's file, which is closed.</param>
    /// <param name="host">The socket: descriptors are numbered by where it is.</param>
    /// <param name="plan">The plan, checked.</param>
    public static Outcome Load(PlanView held, int descriptor, HostSocket host, out PlanView plan)
    {
        var outcome = PlanFile.Load(descriptor, out plan);
        Files.Close(descriptor);
        if (outcome.Failed)
        {
            return outcome;
        }

        return PlanCheck.Find(plan, host.Descriptor - 1).Found || !Fits(held, plan)
            ? Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL)
            : Outcome.Success;
    }

    private static bool Fits(PlanView held, PlanView plan) =>
        held.Has(PlanFlags.Held)
        && plan.Has(PlanFlags.Continues)
        && ((held.Header->Flags ^ plan.Header->Flags) & ~(uint)OfEither) == 0
        && held.Header->Namespaces == plan.Header->Namespaces
        && held.Header->PassedDescriptors == plan.Header->PassedDescriptors
        && held.Header->Cgroup == plan.Header->Cgroup
        && held.Header->CgroupProcessorTime == plan.Header->CgroupProcessorTime;
}
