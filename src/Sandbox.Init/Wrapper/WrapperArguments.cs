using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Wrapper;

/// <summary>The argv of a wrapper, with the numbers of descriptors filled in.</summary>
internal readonly unsafe struct WrapperArguments
{
    private readonly PlanView plan;
    private readonly int planDescriptor;
    private readonly MonitorLink monitor;

    public WrapperArguments(PlanView plan, int planDescriptor, MonitorLink monitor)
    {
        this.plan = plan;
        this.planDescriptor = planDescriptor;
        this.monitor = monitor;
    }

    private int Socket => planDescriptor + 1;

    /// <param name="vector">The pointers, with a null behind them.</param>
    public Outcome Build(out byte** vector)
    {
        vector = null;
        var region = plan.Header->WrapperArguments;
        var arguments = plan.WrapperArguments(region);
        nint textLength = 0;
        for (uint i = 0; i < region.Count; i++)
        {
            textLength += (nint)arguments[i].Text.Length + Digits.BufferSize;
        }

        var pointersLength = ((nint)region.Count + 1) * sizeof(byte*);
        var memory = Memory.Allocate(pointersLength + textLength);
        if (memory < 0)
        {
            return Outcome.Of(FailedCall.Mmap, memory);
        }

        vector = (byte**)memory;
        var text = (byte*)memory + pointersLength;
        for (uint i = 0; i < region.Count; i++)
        {
            vector[i] = text;
            text = Write(arguments[i], text) + 1;
        }

        return Outcome.Success;
    }

    /// <returns>Where the NUL was written.</returns>
    private byte* Write(WrapperArgumentRecord argument, byte* to)
    {
        to = Digits.Append(to, plan.Text(argument.Text).Pointer);
        if (argument.Descriptor == (uint)WrapperDescriptor.None)
        {
            return to;
        }

        var digits = stackalloc byte[Digits.BufferSize];
        return Digits.Append(to, Digits.Format((ulong)NumberOf(argument), 10, digits));
    }

    private int NumberOf(WrapperArgumentRecord argument) => (WrapperDescriptor)argument.Descriptor switch
    {
        WrapperDescriptor.Plan => planDescriptor,
        WrapperDescriptor.Socket => Socket,
        WrapperDescriptor.Link => monitor.Descriptor,
        _ => Socket + 1 + (int)argument.Index,
    };
}
