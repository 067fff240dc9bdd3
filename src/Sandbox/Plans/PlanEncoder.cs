using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Writes a plan in the form sandbox-init reads (see Wire/README.md).</summary>
internal static class PlanEncoder
{
    /// <exception cref="SandboxSpecException">The plan is larger than sandbox-init accepts.</exception>
    public static byte[] Encode(LaunchPlan plan)
    {
        var texts = new TextTable();
        var layout = plan.Wrapper is null ? null : new WrapperLayout(plan, plan.Wrapper);
        var setup = Encode(plan.Setup, texts, layout);
        var command = Encode(plan.Command, texts, layout);
        var collect = Encode(plan.Collect, texts, layout);
        var arguments = Encode(plan.Arguments, texts);
        var environment = Encode(plan.Environment, texts);
        var wrapper = layout is null || plan.Part == PlanPart.Continuation ? [] : WrapperEncoder.Encode(plan.Wrapper!, layout, texts);

        var passed = layout?.Count ?? (uint)plan.PassedDescriptors.Length;
        var position = (uint)Unsafe.SizeOf<PlanHeader>();
        var header = new PlanHeader
        {
            Magic = PlanHeader.ExpectedMagic,
            Version = PlanHeader.ExpectedVersion,
            Namespaces = (uint)plan.Namespaces,
            Flags = (uint)FlagsOf(plan),
            WallTime = Nanoseconds(plan.WallTime ?? TimeSpan.Zero),
            KillAfter = Nanoseconds(plan.KillAfter),
            Setup = Place(setup, ref position),
            Command = Place(command, ref position),
            Collect = Place(collect, ref position),
            Arguments = Place(arguments, ref position),
            Environment = Place(environment, ref position),
            FileName = texts.Add(plan.FileName),
            SearchPath = texts.Add(plan.SearchPath),
            PassedDescriptors = passed + (plan.Cgroup is null ? 0u : 1u),
            WrapperPath = wrapper.Length == 0 ? default : texts.Add(plan.Wrapper!.Path),
            WrapperArguments = Place(wrapper, ref position),
            StandardStreams = wrapper.Length == 0 ? 0 : layout!.StandardStreams,
            // The last of them.
            Cgroup = plan.Cgroup is null ? 0 : passed + 1,
            CgroupProcessorTime = Nanoseconds(plan.Cgroup?.CpuTime ?? TimeSpan.Zero),
            TextOffset = position,
        };
        var length = (long)position + texts.Bytes.Length;
        if (length > PlanHeader.MaxLength)
        {
            throw new SandboxSpecException(
                "spec", $"needs a plan of {length} bytes, and {PlanHeader.MaxLength} is the most", "ask for fewer mounts, arguments or variables");
        }

        header.TotalLength = (uint)length;
        var plan8 = new byte[length];
        MemoryMarshal.Write(plan8, in header);
        Copy(setup, header.Setup, plan8);
        Copy(command, header.Command, plan8);
        Copy(collect, header.Collect, plan8);
        Copy(arguments, header.Arguments, plan8);
        Copy(environment, header.Environment, plan8);
        Copy(wrapper, header.WrapperArguments, plan8);
        texts.Bytes.CopyTo(plan8.AsSpan((int)header.TextOffset));
        return plan8;
    }

    private static PlanFlags FlagsOf(LaunchPlan plan) =>
        (plan.WallTime is null ? PlanFlags.None : PlanFlags.HasWallTime)
        | (plan.AsPid1 ? PlanFlags.AsPid1 : PlanFlags.None)
        | (plan.SetupOnly ? PlanFlags.SetupOnly : PlanFlags.None)
        | (plan.Namespaces.HasFlag(Namespaces.Pid) ? PlanFlags.None : PlanFlags.Subreaper)
        | (plan.Cgroup?.Existing is null ? PlanFlags.None : PlanFlags.CgroupIsShared)
        | (plan.Cgroup?.WatchesMemory == true ? PlanFlags.LimitsMemory : PlanFlags.None)
        | (plan.Cgroup?.WatchesProcesses == true ? PlanFlags.LimitsProcesses : PlanFlags.None)
        | plan.Part switch
        {
            PlanPart.Held => PlanFlags.Held,
            PlanPart.Continuation => PlanFlags.Continues,
            _ => PlanFlags.None,
        };

    private static ulong Nanoseconds(TimeSpan time) => (ulong)time.Ticks * (1_000_000_000 / TimeSpan.TicksPerSecond);

    private static StepRecord[] Encode(ImmutableArray<PlanStep> steps, TextTable texts, WrapperLayout? layout)
    {
        var records = new StepRecord[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            records[i] = layout is null ? steps[i].Encode(texts) : steps[i].Encode(texts, layout);
        }

        return records;
    }

    private static TextRef[] Encode(ImmutableArray<string> values, TextTable texts)
    {
        var references = new TextRef[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            references[i] = texts.Add(values[i]);
        }

        return references;
    }

    private static Region Place<T>(T[] elements, ref uint position)
        where T : unmanaged
    {
        var region = new Region { Offset = position, Count = (uint)elements.Length };
        position += (uint)(elements.Length * Unsafe.SizeOf<T>());
        return region;
    }

    private static void Copy<T>(T[] elements, Region region, byte[] plan)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(plan.AsSpan((int)region.Offset));
}
