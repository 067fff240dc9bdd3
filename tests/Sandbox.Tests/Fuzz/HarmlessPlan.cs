using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>
/// Makes a mutated plan safe to carry out, by root too: it keeps its namespaces, executes nothing, makes nothing outside
/// its own tmpfs, and writes no file but the id maps.
/// </summary>
internal static class HarmlessPlan
{
    /// <param name="plan">Any bytes; changed in place.</param>
    /// <param name="namespaces">The namespaces it is to have.</param>
    /// <returns>False when it cannot be made safe.</returns>
    public static bool TryMake(byte[] plan, uint namespaces)
    {
        if (plan.Length < Unsafe.SizeOf<PlanHeader>())
        {
            return true;
        }

        ref var header = ref MemoryMarshal.AsRef<PlanHeader>(plan.AsSpan());
        header.Namespaces = namespaces;
        header.Flags |= (uint)PlanFlags.SetupOnly;

        // What lies elsewhere makes the plan invalid, so it is not looked at.
        var steps = StepsOf(plan, header.Setup);
        foreach (ref var step in steps)
        {
            if (step.Code == (uint)StepCode.WriteFile && !WritesMap(plan, header.TextOffset, step.Text1))
            {
                return false;
            }

            step.Flags &= ~(uint)StepFlags.InRootDirectory;
        }

        return true;
    }

    private static Span<StepRecord> StepsOf(byte[] plan, Region region)
    {
        var end = region.Offset + ((long)region.Count * Unsafe.SizeOf<StepRecord>());
        return end > plan.Length || region.Offset < Unsafe.SizeOf<PlanHeader>()
            ? []
            : MemoryMarshal.Cast<byte, StepRecord>(plan.AsSpan((int)region.Offset, (int)(end - region.Offset)));
    }

    private static bool WritesMap(byte[] plan, uint textOffset, TextRef path)
    {
        var start = (long)textOffset + path.Offset;
        return start + path.Length <= plan.Length
            && (plan.AsSpan((int)start, (int)path.Length).SequenceEqual("/proc/self/uid_map"u8)
                || plan.AsSpan((int)start, (int)path.Length).SequenceEqual("/proc/self/gid_map"u8)
                || plan.AsSpan((int)start, (int)path.Length).SequenceEqual("/proc/self/setgroups"u8));
    }
}
