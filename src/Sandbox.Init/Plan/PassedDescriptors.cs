using Sandbox.Init.Linux;

namespace Sandbox.Init.Plan;

/// <summary>The descriptors that follow the socket's number.</summary>
internal static unsafe class PassedDescriptors
{
    /// <summary>The most a plan may have: as many as a process may usually have open (fs.nr_open); sums do not overflow.</summary>
    public const uint Ceiling = 1 << 20;

    /// <summary>The number behind the last one.</summary>
    public static int End(PlanView plan, int socket) => socket + 1 + (int)plan.Header->PassedDescriptors;

    /// <summary>Whether all that the plan counts are there.</summary>
    public static bool AreOpen(PlanView plan, int socket)
    {
        for (var i = socket + 1; i < End(plan, socket); i++)
        {
            if (!Descriptors.IsOpen(i))
            {
                return false;
            }
        }

        return true;
    }
}
