using Sandbox.Isolate.Linux;

namespace Sandbox.Isolate.Steps;

/// <summary>Writes a seccomp filter, instruction by instruction.</summary>
internal unsafe ref struct FilterWriter
{
    private readonly FilterInstruction* _start;

    public FilterWriter(FilterInstruction* start) => _start = start;

    public int Count { get; private set; }

    public void Load(uint offset) => Add(FilterInstruction.Load, offset);

    public void And(uint mask) => Add(FilterInstruction.And, mask);

    public void Return(uint answer) => Add(FilterInstruction.Return, answer);

    /// <summary>Answers an errno, or success with 0, where the loaded value is this one.</summary>
    public void AnswerWhere(uint value, int errno)
    {
        SkipUnless(value);
        Return(FilterInstruction.SECCOMP_RET_ERRNO | (uint)errno);
        EndSkip(Count - 2);
    }

    /// <summary>Answers an errno where the loaded value is another one.</summary>
    public void RefuseUnless(uint value, int errno)
    {
        Add(FilterInstruction.JumpIfEqual, value, jumpTrue: 1);
        Return(FilterInstruction.SECCOMP_RET_ERRNO | (uint)errno);
    }

    /// <summary>Answers an errno where the loaded value is this one or a greater one.</summary>
    public void RefuseFrom(uint value, int errno)
    {
        Add(FilterInstruction.JumpIfAtLeast, value, jumpFalse: 1);
        Return(FilterInstruction.SECCOMP_RET_ERRNO | (uint)errno);
    }

    /// <summary>What follows, up to <see cref="EndSkip"/>, is done where the loaded value is this one.</summary>
    /// <returns>What to hand to <see cref="EndSkip"/>.</returns>
    public int SkipUnless(uint value)
    {
        Add(FilterInstruction.JumpIfEqual, value);
        return Count - 1;
    }

    public readonly void EndSkip(int jump) => _start[jump].JumpFalse = (byte)(Count - jump - 1);

    private void Add(ushort code, uint constant, byte jumpTrue = 0, byte jumpFalse = 0) => _start[Count++] = new FilterInstruction
    {
        Code = code,
        JumpTrue = jumpTrue,
        JumpFalse = jumpFalse,
        Constant = constant,
    };
}
