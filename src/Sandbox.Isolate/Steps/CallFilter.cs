using System;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Linux;

namespace Sandbox.Isolate.Steps;

/// <summary>
/// The seccomp filter. Giving files to others would fail where one user and one group are mapped, which installers,
/// tar and patch take for an error: it is answered with success, and not done. With a network of its own, a process
/// makes no sockets that network namespaces do not hold back, to the hypervisor (vsock(7)) or to other processors of
/// the machine, and none through io_uring(7), where no filter sees it.
/// </summary>
/// <remarks>32-bit programs may also ask for sockets by socketcall(2), whose arguments no filter sees.</remarks>
internal static unsafe class CallFilter
{
    private const int MaxInstructions = 64;

    public static nint Install(bool hasNetwork)
    {
        var instructions = stackalloc FilterInstruction[MaxInstructions];
        var program = new FilterProgram
        {
            Instructions = (byte*)instructions,
            Length = (ushort)Write(new FilterWriter(instructions), hasNetwork),
        };
        return Processes.InstallFilter(&program);
    }

    private static int Write(FilterWriter filter, bool hasNetwork)
    {
        filter.Load(FilterInstruction.ArchitectureOffset);
        var native = filter.SkipUnless(CallNumbers.AUDIT_ARCH_X86_64);
        filter.Load(FilterInstruction.NumberOffset);
        filter.And(~CallNumbers.__X32_SYSCALL_BIT);
        WriteInterface(ref filter, CallNumbers.ChangeOwner, CallNumbers.Socket, hasNetwork);
        filter.EndSkip(native);

        var compatible = filter.SkipUnless(CallNumbers.AUDIT_ARCH_I386);
        filter.Load(FilterInstruction.NumberOffset);
        WriteInterface(ref filter, CallNumbers.ChangeOwner32, CallNumbers.Socket32, hasNetwork);
        filter.EndSkip(compatible);

        filter.Return(FilterInstruction.SECCOMP_RET_ALLOW);
        return filter.Count;
    }

    private static void WriteInterface(ref FilterWriter filter, ReadOnlySpan<ushort> changeOwner, uint socket, bool hasNetwork)
    {
        for (var i = 0; i < changeOwner.Length; i++)
        {
            filter.AnswerWhere(changeOwner[i], 0);
        }

        if (hasNetwork)
        {
            filter.AnswerWhere(CallNumbers.IoUringSetup, Errno.ENOSYS);
            var isSocket = filter.SkipUnless(socket);
            filter.Load(FilterInstruction.FirstArgumentOffset);
            filter.AnswerWhere(SocketFamily.AF_VSOCK, Errno.EAFNOSUPPORT);
            filter.AnswerWhere(SocketFamily.AF_QIPCRTR, Errno.EAFNOSUPPORT);
            filter.EndSkip(isSocket);
        }

        filter.Return(FilterInstruction.SECCOMP_RET_ALLOW);
    }
}
