using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Gives capabilities up for good (capabilities(7)).</summary>
internal static unsafe class CapabilityDrop
{
    public static Outcome All() => AllBut(default);

    /// <summary>As <see cref="All"/>, but one stays permitted: without effect until the process makes it effective.</summary>
    public static Outcome ToLatent(int capability)
    {
        var outcome = LowerBoundingSet(default);
        if (outcome.Failed)
        {
            return outcome;
        }

        return ClearAmbientAndSet(new() { PermittedLow = 1u << capability });
    }

    /// <param name="kept">What stays permitted, effective and bounding, where the caller has it; nothing inheritable.</param>
    public static Outcome AllBut(CapabilitySets kept)
    {
        var outcome = LowerBoundingSet(kept);
        if (outcome.Failed)
        {
            return outcome;
        }

        return ClearAmbientAndSet(kept);
    }

    private static Outcome ClearAmbientAndSet(CapabilitySets sets)
    {
        var answer = Processes.Control(Processes.PR_CAP_AMBIENT, Processes.PR_CAP_AMBIENT_CLEAR_ALL);
        return answer < 0
            ? Outcome.Of(FailedCall.Prctl, answer)
            : Outcome.Of(FailedCall.Capset, Processes.SetCapabilities(&sets));
    }

    // The kernel says where its list of capabilities ends.
    private static Outcome LowerBoundingSet(CapabilitySets kept)
    {
        for (var capability = 0; ; capability++)
        {
            if (kept.Permit(capability))
            {
                continue;
            }

            var answer = Processes.Control(Processes.PR_CAPBSET_DROP, capability);
            if (answer == -Errno.EPERM)
            {
                // Also said of what is not in the set, and of what is not in the list.
                answer = Processes.Control(Processes.PR_CAPBSET_READ, capability);
                if (answer == 1)
                {
                    return IsBoundingSetOfNoEffect() ? Outcome.Success : Outcome.Failure(FailedCall.Prctl, Errno.EPERM);
                }
            }

            if (answer == -Errno.EINVAL)
            {
                return Outcome.Success;
            }

            if (answer < 0)
            {
                return Outcome.Of(FailedCall.Prctl, answer);
            }
        }
    }

    // To drop from it takes CAP_SETPCAP. It bounds what execve(2) adds, and under no_new_privs execve adds nothing: a
    // program is permitted no more than the process was before (the kernel's cap_bprm_creds_from_file intersects the two
    // sets for LSM_UNSAFE_NO_NEW_PRIVS), and that is what capset is about to take away.
    private static bool IsBoundingSetOfNoEffect() => Processes.Control(Processes.PR_GET_NO_NEW_PRIVS) == 1;
}
