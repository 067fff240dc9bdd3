using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Linux;
using Sandbox.Isolate.Steps;
using Sandbox.Wire;

namespace Sandbox.HeadStart.Default;

/// <summary>The seccomp filters of a spec with every default (Sandbox/Linux/Seccomp), instruction by instruction.</summary>
internal static unsafe class DefaultFilters
{
    private const int MostInstructions = 64;
    private const uint IoctlRequest = 1;
    private const uint SocketFamilyArgument = 0;
    private const uint ProcessArgument = 0;
    private const uint Init = 1;
    private const uint TIOCSTI = 0x5412;
    private const uint TIOCLINUX = 0x541C;

    /// <summary>What refuses the use of keys, where they cannot be had.</summary>
    public static TextRef NoKeys(ref PlanWriter plan)
    {
        var instructions = stackalloc FilterInstruction[MostInstructions];
        var filter = Begin(instructions);
        Refuse(ref filter, CallNumbers.AddKey, Errno.ENOSYS);
        Refuse(ref filter, CallNumbers.RequestKey, Errno.ENOSYS);
        Refuse(ref filter, SyscallNumber.keyctl, Errno.ENOSYS);
        return End(ref filter, instructions, ref plan);
    }

    /// <summary>No typing into terminals, no limits for the init, and no way around network namespaces.</summary>
    public static TextRef Command(ref PlanWriter plan)
    {
        var instructions = stackalloc FilterInstruction[MostInstructions];
        var filter = Begin(instructions);
        RefuseArgument(ref filter, SyscallNumber.ioctl, IoctlRequest, TIOCSTI, Errno.EPERM);
        RefuseArgument(ref filter, SyscallNumber.ioctl, IoctlRequest, TIOCLINUX, Errno.EPERM);
        RefuseArgument(ref filter, SyscallNumber.prlimit64, ProcessArgument, Init, Errno.EPERM);
        RefuseArgument(ref filter, CallNumbers.Socket, SocketFamilyArgument, SocketFamily.AF_VSOCK, Errno.EAFNOSUPPORT);
        RefuseArgument(ref filter, CallNumbers.Socket, SocketFamilyArgument, SocketFamily.AF_QIPCRTR, Errno.EAFNOSUPPORT);
        Refuse(ref filter, CallNumbers.IoUringSetup, Errno.ENOSYS);
        return End(ref filter, instructions, ref plan);
    }

    private static FilterWriter Begin(FilterInstruction* instructions)
    {
        var filter = new FilterWriter(instructions);
        filter.Load(FilterInstruction.ArchitectureOffset);
        filter.RefuseUnless(CallNumbers.AUDIT_ARCH_X86_64, Errno.ENOSYS);
        filter.Load(FilterInstruction.NumberOffset);
        filter.RefuseFrom(CallNumbers.__X32_SYSCALL_BIT, Errno.ENOSYS);
        return filter;
    }

    private static void Refuse(ref FilterWriter filter, uint call, int errno)
    {
        filter.Load(FilterInstruction.NumberOffset);
        filter.AnswerWhere(call, errno);
    }

    private static void RefuseArgument(ref FilterWriter filter, uint call, uint argument, uint value, int errno)
    {
        filter.Load(FilterInstruction.NumberOffset);
        var isCall = filter.SkipUnless(call);
        filter.Load(FilterInstruction.FirstArgumentOffset + argument * sizeof(ulong));
        filter.AnswerWhere(value, errno);
        filter.EndSkip(isCall);
    }

    private static TextRef End(ref FilterWriter filter, FilterInstruction* instructions, ref PlanWriter plan)
    {
        filter.Return(FilterInstruction.SECCOMP_RET_ALLOW);
        return plan.AddText((byte*)instructions, filter.Count * sizeof(FilterInstruction));
    }
}
