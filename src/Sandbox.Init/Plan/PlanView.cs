using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>
/// A plan in memory. But for <see cref="Length"/> nothing here may be used before <see cref="PlanCheck"/> found the plan
/// valid; afterwards every offset in it is known to lie inside.
/// </summary>
internal readonly unsafe struct PlanView
{
    private readonly byte* start;

    public PlanView(byte* start, uint length)
    {
        this.start = start;
        Length = length;
    }

    /// <summary>The bytes that are there, whatever the header says.</summary>
    public uint Length { get; }

    public PlanHeader* Header => (PlanHeader*)start;

    public bool IsPid1 => Has(PlanFlags.AsPid1);

    public bool HasWrapper => Header->WrapperArguments.Count > 0;

    public bool HasCgroup => Header->Cgroup != 0;

    public StepRecord* SetupStep(uint index) => (StepRecord*)(start + Header->Setup.Offset) + index;

    public StepRecord* CommandStep(uint index) => (StepRecord*)(start + Header->Command.Offset) + index;

    public StepRecord* CollectStep(uint index) => (StepRecord*)(start + Header->Collect.Offset) + index;

    public TextRef* TextRefs(Region region) => (TextRef*)(start + region.Offset);

    public WrapperArgumentRecord* WrapperArguments(Region region) => (WrapperArgumentRecord*)(start + region.Offset);

    public Text Text(TextRef text) => new(start + Header->TextOffset + text.Offset, (int)text.Length);

    public bool Has(PlanFlags flag) => (Header->Flags & (uint)flag) != 0;
}
