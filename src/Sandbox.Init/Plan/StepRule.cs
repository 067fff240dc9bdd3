using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>What a step of one code may hold.</summary>
internal struct StepRule
{
    public TextKind Text1;
    public TextKind Text2;

    /// <summary>The bits or the highest number <see cref="StepRecord.Value1"/> may have.</summary>
    public ulong MaxValue1;

    public ulong MaxValue2;

    /// <summary>The flags it knows.</summary>
    public StepFlags Flags;

    /// <summary>The CLONE_NEW* flag without which the step would change the host.</summary>
    public uint Namespace;

    /// <summary>Who may take it.</summary>
    public StepTakers Takers;

    /// <summary>What must have come before.</summary>
    public StepOrder Order;
}
