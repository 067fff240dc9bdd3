using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>
/// The command's cgroup namespace, which begins at its own group: so its own process has to make it, born there. That
/// takes CAP_SYS_ADMIN. An init that has dropped all capabilities has kept this one latent (permitted, without effect,
/// capabilities(7)) until the command is executed.
/// </summary>
internal static unsafe class CgroupNamespace
{
    private const uint Needed = 1u << CapabilitySets.CAP_SYS_ADMIN;

    /// <summary>Whether the command's process makes one; an init that becomes the command has made it by itself.</summary>
    public static bool IsCommands(PlanView plan) =>
        plan.HasCgroup && !plan.IsPid1 && (plan.Header->Namespaces & Processes.CLONE_NEWCGROUP) != 0;

    /// <summary>For the command's process: makes it, and gives a latent capability up.</summary>
    public static Outcome Enter()
    {
        CapabilitySets before;
        var answer = Processes.GetCapabilities(&before);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Capset, answer);
        }

        var raised = before;
        raised.EffectiveLow |= Needed;
        answer = Processes.SetCapabilities(&raised);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Capset, answer);
        }

        answer = Processes.Unshare(Processes.CLONE_NEWCGROUP);
        return answer < 0 ? Outcome.Of(FailedCall.Unshare, answer) : SetWithoutLatent(before);
    }

    /// <summary>For the init, once the command is executed: gives a latent capability up.</summary>
    public static Outcome Relinquish()
    {
        CapabilitySets sets;
        var answer = Processes.GetCapabilities(&sets);
        return answer < 0 ? Outcome.Of(FailedCall.Capset, answer) : SetWithoutLatent(sets);
    }

    private static Outcome SetWithoutLatent(CapabilitySets sets)
    {
        // A plan need not have dropped it at all.
        if ((sets.EffectiveLow & Needed) == 0)
        {
            sets.PermittedLow &= ~Needed;
        }

        return Outcome.Of(FailedCall.Capset, Processes.SetCapabilities(&sets));
    }
}
