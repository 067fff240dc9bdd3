using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Checks what a plan says of its wrapper, if it has one.</summary>
internal static unsafe class WrapperCheck
{
    /// <param name="plan">A plan whose header is known to be sound.</param>
    public static bool IsValid(PlanView plan)
    {
        var header = plan.Header;
        if (!plan.HasWrapper)
        {
            return header->StandardStreams == 0;
        }

        // The namespaces are the wrapper's affair, but for one of mounts in which the host's tree can be prepared for it, and
        // that of the command's cgroup; and inside, sandbox-init has to be the init.
        var own = Processes.CLONE_NEWNS | (plan.HasCgroup ? Processes.CLONE_NEWCGROUP : 0);
        return (header->Namespaces & ~own) == 0
            && !plan.IsPid1
            && (ulong)header->StandardStreams + Descriptors.LastStandard < header->PassedDescriptors
            && TextCheck.Is(TextKind.Path, plan, header->WrapperPath)
            && AreArgumentsValid(plan);
    }

    private static bool AreArgumentsValid(PlanView plan)
    {
        var region = plan.Header->WrapperArguments;
        var arguments = plan.WrapperArguments(region);
        for (uint i = 0; i < region.Count; i++)
        {
            if (!TextCheck.Is(TextKind.Name, plan, arguments[i].Text) || !IsDescriptorValid(plan, arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDescriptorValid(PlanView plan, WrapperArgumentRecord argument) =>
        argument.Descriptor == (uint)WrapperDescriptor.Passed
            ? argument.Index < plan.Header->PassedDescriptors
            : argument.Descriptor < (uint)WrapperDescriptor.Passed && argument.Index == 0;
}
