using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>What libsandbox-isolate.so alone takes from the kernel.</summary>
internal static class IsolateHeaders
{
    private const string Calls = "CallNumbers";

    public static CHeader[] All =>
    [
        new CHeader("linux/utsname.h")
            .Constants(Isolate, "SystemNames", "__NEW_UTS_LEN")
            .Structure(Isolate, "SystemNames", "struct new_utsname", ("Host", "nodename")),

        new CHeader("sys/socket.h")
            .Constants(Isolate, "SocketFamily", "AF_VSOCK")
            .Constant(Isolate, "SocketFamily.AF_QIPCRTR", "42"),

        new CHeader("linux/filter.h")
            .Structure(
                Isolate, "FilterInstruction", "struct sock_filter",
                ("Code", "code"), ("JumpTrue", "jt"), ("JumpFalse", "jf"), ("Constant", "k"))
            .Constant(Isolate, "FilterInstruction.Load", "BPF_LD | BPF_W | BPF_ABS")
            .Constant(Isolate, "FilterInstruction.And", "BPF_ALU | BPF_AND | BPF_K")
            .Constant(Isolate, "FilterInstruction.JumpIfEqual", "BPF_JMP | BPF_JEQ | BPF_K")
            .Constant(Isolate, "FilterInstruction.JumpIfAtLeast", "BPF_JMP | BPF_JGE | BPF_K")
            .Constant(Isolate, "FilterInstruction.Return", "BPF_RET | BPF_K"),

        new CHeader("linux/seccomp.h")
            .Constants(Isolate, "FilterInstruction", "SECCOMP_RET_ALLOW", "SECCOMP_RET_ERRNO")
            .Constant(Isolate, "FilterInstruction.NumberOffset", "offsetof(struct seccomp_data, nr)")
            .Constant(Isolate, "FilterInstruction.ArchitectureOffset", "offsetof(struct seccomp_data, arch)")
            .Constant(Isolate, "FilterInstruction.FirstArgumentOffset", "offsetof(struct seccomp_data, args)"),

        new CHeader("linux/audit.h")
            .Constants(Isolate, Calls, "AUDIT_ARCH_X86_64", "AUDIT_ARCH_I386"),

        new CHeader("asm/unistd.h")
            .Constants(Isolate, Calls, "__X32_SYSCALL_BIT")
            .Constant(Isolate, $"{Calls}.AddKey", "__NR_add_key")
            .Constant(Isolate, $"{Calls}.RequestKey", "__NR_request_key")
            .Constant(Isolate, $"{Calls}.Socket", "__NR_socket")
            .Constant(Isolate, $"{Calls}.IoUringSetup", "__NR_io_uring_setup")
            .Constant(Isolate, $"{Calls}.Chown", "__NR_chown")
            .Constant(Isolate, $"{Calls}.Fchown", "__NR_fchown")
            .Constant(Isolate, $"{Calls}.Lchown", "__NR_lchown")
            .Constant(Isolate, $"{Calls}.Fchownat", "__NR_fchownat"),

        // That of 32-bit programs.
        new CHeader("asm/unistd_32.h")
            .Value("io_uring_setup of 32-bit programs", Isolate.Constants["Sandbox.Isolate.Linux.CallNumbers.IoUringSetup"], "__NR_io_uring_setup")
            .Constant(Isolate, $"{Calls}.Socket32", "__NR_socket")
            .Constant(Isolate, $"{Calls}.Chown32Short", "__NR_chown")
            .Constant(Isolate, $"{Calls}.Fchown32Short", "__NR_fchown")
            .Constant(Isolate, $"{Calls}.Lchown32Short", "__NR_lchown")
            .Constant(Isolate, $"{Calls}.Chown32", "__NR_chown32")
            .Constant(Isolate, $"{Calls}.Fchown32", "__NR_fchown32")
            .Constant(Isolate, $"{Calls}.Lchown32", "__NR_lchown32")
            .Constant(Isolate, $"{Calls}.Fchownat32", "__NR_fchownat"),
    ];
}
