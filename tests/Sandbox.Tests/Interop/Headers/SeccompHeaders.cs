using System.Runtime.InteropServices;
using Sandbox.Linux.Seccomp;
using Sandbox.Tests.Seccomp;
using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>System calls and their filters.</summary>
internal static class SeccompHeaders
{
    private const string Assembler = "Seccomp.SeccompAssembler";

    public static CHeader[] All =>
    [
        new CHeader("linux/seccomp.h")
            .Constant(Engine, $"{Assembler}.Allow", "SECCOMP_RET_ALLOW")
            .Constant(Engine, $"{Assembler}.FailWith", "SECCOMP_RET_ERRNO")
            .Constant(Engine, $"{Assembler}.NumberOffset", "offsetof(struct seccomp_data, nr)")
            .Constant(Engine, $"{Assembler}.ArchitectureOffset", "offsetof(struct seccomp_data, arch)")
            .Constant(Engine, $"{Assembler}.ArgumentsOffset", "offsetof(struct seccomp_data, args)")
            .Value("size of an argument", 8, "sizeof(((struct seccomp_data *)0)->args[0])")
            .Value("the interpreter's data", BpfInterpreter.DataSize, "sizeof(struct seccomp_data)")
            .Constants(Init, "Processes", "SECCOMP_SET_MODE_FILTER"),

        new CHeader("linux/filter.h")
            .Structure(
                Engine, "Seccomp.BpfInstruction", "struct sock_filter",
                ("Code", "code"), ("JumpTrue", "jt"), ("JumpFalse", "jf"), ("Constant", "k"))
            .Structure(Init, "FilterProgram", "struct sock_fprog", ("Length", "len"), ("Instructions", "filter"))
            .Constant(Init, "FilterProgram.InstructionSize", "sizeof(struct sock_filter)")
            .Constant(Init, "FilterProgram.MaxInstructions", "BPF_MAXINSNS")
            .Value("load", BpfInstruction.Load(0).Code, "BPF_LD | BPF_W | BPF_ABS")
            .Value("jump if equal", BpfInstruction.JumpIfEqual(0, 0, 0).Code, "BPF_JMP | BPF_JEQ | BPF_K")
            .Value("jump if at least", BpfInstruction.JumpIfAtLeast(0, 0, 0).Code, "BPF_JMP | BPF_JGE | BPF_K")
            .Value("return", BpfInstruction.Return(0).Code, "BPF_RET | BPF_K"),

        new CHeader("linux/audit.h")
            .Value("x64", SystemCallTable.For(Architecture.X64).Architecture, "AUDIT_ARCH_X86_64")
            .Value("arm64", SystemCallTable.For(Architecture.Arm64).Architecture, "AUDIT_ARCH_AARCH64"),

        new CHeader("asm-generic/ioctls.h")
            .Value("push input", SeccompFilterTests.PushInput, "TIOCSTI"),

        new CHeader("sys/ioctl.h")
            .Value("console functions", SeccompFilterTests.ConsoleFunctions, "TIOCLINUX"),

        Calls(new CHeader("asm/unistd.h"), Architecture.X64)
            .Value("x32", SystemCallTable.For(Architecture.X64).ForeignNumbersFrom!, "__X32_SYSCALL_BIT")
            .Constant(Engine, "LibC.SYS_open_tree", "__NR_open_tree")
            .Constant(Engine, "LibC.SYS_openat2", "__NR_openat2")
            .Constant(Engine, "LibC.SYS_landlock_create_ruleset", "__NR_landlock_create_ruleset")
            .AllConstants(Init, "Sandbox.Init.SyscallNumber", prefix: "__NR_"),

        new CHeader("linux/landlock.h")
            .Constants(Engine, "LibC", "LANDLOCK_CREATE_RULESET_VERSION"),

        // Where arm64 takes its numbers from.
        Calls(new CHeader("asm-generic/unistd.h"), Architecture.Arm64),
    ];

    private static CHeader Calls(CHeader header, Architecture processor)
    {
        (SystemCall Call, string Name)[] calls =
        [
            (SystemCall.Ioctl, "ioctl"), (SystemCall.AddKey, "add_key"), (SystemCall.RequestKey, "request_key"),
            (SystemCall.Keyctl, "keyctl"), (SystemCall.Socket, "socket"), (SystemCall.IoUringSetup, "io_uring_setup"),
            (SystemCall.Chown, "chown"), (SystemCall.Fchown, "fchown"), (SystemCall.Lchown, "lchown"), (SystemCall.Fchownat, "fchownat"),
            (SystemCall.Prlimit64, "prlimit64"),
        ];
        var table = SystemCallTable.For(processor);
        foreach (var (call, name) in calls)
        {
            if (table[call] is { } number)
            {
                header = header.Value($"{processor} {name}", number, $"__NR_{name}");
            }
        }

        return header;
    }
}
