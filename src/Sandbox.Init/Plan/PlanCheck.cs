using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Decides whether a plan may be carried out, before anything of it is.</summary>
internal static unsafe class PlanCheck
{
    private const uint KnownNamespaces = Processes.CLONE_NEWNS | Processes.CLONE_NEWCGROUP | Processes.CLONE_NEWUTS
        | Processes.CLONE_NEWIPC | Processes.CLONE_NEWUSER | Processes.CLONE_NEWPID | Processes.CLONE_NEWNET;

    private const uint KnownFlags = (uint)(PlanFlags.HasWallTime | PlanFlags.AsPid1
        | PlanFlags.SetupOnly | PlanFlags.Subreaper | CgroupFlags | Parts);

    private const PlanFlags Parts = PlanFlags.Held | PlanFlags.Continues;

    private const PlanFlags CgroupFlags = PlanFlags.CgroupIsShared | PlanFlags.LimitsMemory | PlanFlags.LimitsProcesses;

    /// <summary>Where the plan is invalid.</summary>
    /// <param name="plan">The plan, of which nothing is known yet.</param>
    /// <param name="planDescriptor">Its number: descriptors are passed below it.</param>
    public static PlanFault Find(PlanView plan, int planDescriptor)
    {
        if (!IsHeaderValid(plan) || !AreTextsValid(plan) || !WrapperCheck.IsValid(plan))
        {
            return PlanFault.Header;
        }

        var fault = FindInSetup(plan);
        if (!fault.Found)
        {
            fault = FindInCommand(plan, planDescriptor);
        }

        return fault.Found ? fault : FindInCollect(plan);
    }

    private static bool IsHeaderValid(PlanView plan)
    {
        if (plan.Length < sizeof(PlanHeader))
        {
            return false;
        }

        var header = plan.Header;
        return header->Magic == PlanHeader.ExpectedMagic
            && header->Version == PlanHeader.ExpectedVersion
            && header->TotalLength == plan.Length
            && header->TextOffset >= sizeof(PlanHeader)
            && header->TextOffset <= plan.Length
            && IsRegionInside(header, header->Setup, sizeof(StepRecord))
            && IsRegionInside(header, header->Command, sizeof(StepRecord))
            && IsRegionInside(header, header->Collect, sizeof(StepRecord))
            && IsRegionInside(header, header->Arguments, sizeof(TextRef))
            && IsRegionInside(header, header->Environment, sizeof(TextRef))
            && IsRegionInside(header, header->WrapperArguments, sizeof(WrapperArgumentRecord))
            && header->Arguments.Count > 0
            && header->PassedDescriptors <= PassedDescriptors.Ceiling
            && (header->Flags & ~KnownFlags) == 0
            && (header->Namespaces & ~KnownNamespaces) == 0
            && header->Cgroup <= header->PassedDescriptors
            && (header->Cgroup != 0 || (header->CgroupProcessorTime == 0 && !plan.Has(CgroupFlags)))
            && IsPartValid(plan)
            && IsReapingValid(plan);
    }

    // A whole plan, or one of the two parts of one.
    private static bool IsPartValid(PlanView plan) =>
        !(plan.Has(PlanFlags.Held) && plan.Has(PlanFlags.Continues))
        && !(plan.Has(Parts) && plan.Has(PlanFlags.SetupOnly))
        && !(plan.Has(PlanFlags.Continues) && plan.HasWrapper);

    // One way to reach, and end, every process of the sandbox.
    private static bool IsReapingValid(PlanView plan)
    {
        var hasNamespace = (plan.Header->Namespaces & Processes.CLONE_NEWPID) != 0;
        return hasNamespace != plan.Has(PlanFlags.Subreaper) && (hasNamespace || !plan.IsPid1);
    }

    private static bool IsRegionInside(PlanHeader* header, Region region, int elementSize) =>
        region.Offset % sizeof(ulong) == 0
        && region.Offset >= sizeof(PlanHeader)
        && region.Offset + (ulong)region.Count * (uint)elementSize <= header->TextOffset;

    private static bool AreTextsValid(PlanView plan)
    {
        var header = plan.Header;
        return TextCheck.Is(TextKind.LinkTarget, plan, header->FileName)
            && TextCheck.Is(TextKind.Name, plan, header->SearchPath)
            && AreNames(plan, header->Arguments)
            && AreNames(plan, header->Environment);
    }

    private static bool AreNames(PlanView plan, Region region)
    {
        var texts = plan.TextRefs(region);
        for (uint i = 0; i < region.Count; i++)
        {
            if (!TextCheck.Is(TextKind.Name, plan, texts[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static PlanFault FindInSetup(PlanView plan)
    {
        var isContinuing = plan.Has(PlanFlags.Continues);
        var order = new TreeOrder(isInside: plan.HasWrapper || isContinuing);
        var taker = isContinuing ? StepTakers.InnerInit
            : plan.HasWrapper ? StepTakers.InnerInit | StepTakers.BeforeWrapper
            : StepTakers.Init;
        for (uint i = 0; i < plan.Header->Setup.Count; i++)
        {
            var step = plan.SetupStep(i);
            if (!IsStepValid(plan, step, taker, out var rule)
                || (step->Code == (uint)StepCode.SameFile && step->Value1 >= plan.Header->PassedDescriptors)
                || !order.Accept(rule.Order, (StepCode)step->Code, (StepFlags)step->Flags))
            {
                return PlanFault.At(PlanStage.Init, i);
            }
        }

        return order.IsComplete ? PlanFault.None : PlanFault.Header;
    }

    private static PlanFault FindInCommand(PlanView plan, int planDescriptor)
    {
        for (uint i = 0; i < plan.Header->Command.Count; i++)
        {
            var step = plan.CommandStep(i);
            if (!IsStepValid(plan, step, StepTakers.Command, out _)
                || (step->Code == (uint)StepCode.PassDescriptor && !IsPassingValid(plan, step, planDescriptor)))
            {
                return PlanFault.At(PlanStage.Command, i);
            }
        }

        return PlanFault.None;
    }

    // An init that has become the command takes nothing afterwards.
    private static PlanFault FindInCollect(PlanView plan)
    {
        for (uint i = 0; i < plan.Header->Collect.Count; i++)
        {
            if (plan.IsPid1 || !IsStepValid(plan, plan.CollectStep(i), StepTakers.Collector, out _))
            {
                return PlanFault.At(PlanStage.Collect, i);
            }
        }

        return PlanFault.None;
    }

    private static bool IsStepValid(PlanView plan, StepRecord* step, StepTakers taker, out StepRule rule) =>
        StepRules.TryFind(step->Code, out rule)
        && (rule.Takers & taker) != 0
        && (step->Flags & ~(uint)rule.Flags) == 0
        && step->Value1 <= rule.MaxValue1
        && step->Value2 <= rule.MaxValue2
        && (plan.Header->Namespaces & rule.Namespace) == rule.Namespace
        && TextCheck.Is(rule.Text1, plan, step->Text1)
        && TextCheck.Is(rule.Text2, plan, step->Text2);

    // Sources are numbered above the plan, so that no copy overwrites the source of a later one.
    private static bool IsPassingValid(PlanView plan, StepRecord* step, int planDescriptor) =>
        step->Value1 < plan.Header->PassedDescriptors
        && step->Value2 > Descriptors.LastStandard
        && step->Value2 < (ulong)planDescriptor;
}
