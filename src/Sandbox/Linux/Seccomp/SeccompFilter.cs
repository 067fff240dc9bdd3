using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sandbox.Linux.Seccomp;

/// <summary>A classic BPF program the kernel runs on every system call of the sandbox (seccomp(2)).</summary>
public sealed record SeccompFilter
{
    private const uint AF_VSOCK = 40;
    private const uint AF_QIPCRTR = 42;

    internal SeccompFilter(string description, ImmutableArray<byte> bytes)
    {
        Description = description;
        Bytes = bytes;
    }

    /// <summary>
    /// Refuses ioctl(TIOCSTI) and ioctl(TIOCLINUX) with EPERM, so that the command cannot type into the caller's
    /// terminal, and every foreign architecture with ENOSYS.
    /// </summary>
    public static SeccompFilter TerminalInjection { get; } =
        SeccompAssembler.ForCurrentArchitecture("no typing into terminals (TIOCSTI, TIOCLINUX), no foreign architectures")
            .RefuseArgument(SystemCall.Ioctl, argument: 1, value: 0x5412, Errno.EPERM)
            .RefuseArgument(SystemCall.Ioctl, argument: 1, value: 0x541C, Errno.EPERM)
            .Build();

    /// <summary>
    /// Refuses to change the limits of process 1 (prlimit(2)) with EPERM. It is the init, of the same user: a command could
    /// keep it from waiting, or have the kernel end it, and so hide how the command itself has ended.
    /// </summary>
    public static SeccompFilter LimitsOfInit { get; } =
        SeccompAssembler.ForCurrentArchitecture("no limits for the init (prlimit)")
            .RefuseArgument(SystemCall.Prlimit64, argument: 0, value: 1, Errno.EPERM)
            .Build();

    /// <summary>
    /// Refuses what network namespaces do not hold back: sockets to the hypervisor (AF_VSOCK, vsock(7)) and to other
    /// processors of the machine (AF_QIPCRTR), with EAFNOSUPPORT; and io_uring(7), which makes sockets where no filter
    /// sees it, with ENOSYS.
    /// </summary>
    public static SeccompFilter NoWayAroundNamespaces { get; } =
        SeccompAssembler.ForCurrentArchitecture("no sockets past network namespaces (AF_VSOCK, AF_QIPCRTR), no io_uring")
            .RefuseArgument(SystemCall.Socket, argument: 0, value: AF_VSOCK, Errno.EAFNOSUPPORT)
            .RefuseArgument(SystemCall.Socket, argument: 0, value: AF_QIPCRTR, Errno.EAFNOSUPPORT)
            .Refuse(SystemCall.IoUringSetup, Errno.ENOSYS)
            .Build();

    /// <summary>
    /// Answers chown(2), fchown(2), lchown(2) and fchownat(2) with success, and changes nothing; every foreign
    /// architecture with ENOSYS.
    /// </summary>
    public static SeccompFilter FakeChown { get; } =
        SeccompAssembler.ForCurrentArchitecture("changes of owner succeed and change nothing (chown)")
            .Pretend(SystemCall.Chown)
            .Pretend(SystemCall.Fchown)
            .Pretend(SystemCall.Lchown)
            .Pretend(SystemCall.Fchownat)
            .Build();

    /// <summary>Refuses every call that reaches keys (keyrings(7)) with ENOSYS.</summary>
    public static SeccompFilter NoKeys { get; } =
        SeccompAssembler.ForCurrentArchitecture("no use of keys")
            .Refuse(SystemCall.AddKey, Errno.ENOSYS)
            .Refuse(SystemCall.RequestKey, Errno.ENOSYS)
            .Refuse(SystemCall.Keyctl, Errno.ENOSYS)
            .Build();

    /// <summary>What it refuses, in one line.</summary>
    public string Description { get; }

    /// <summary>The program: an array of the kernel's <c>struct sock_filter</c>, 8 bytes each.</summary>
    public ImmutableArray<byte> Bytes { get; }

    /// <summary>
    /// One filter in place of two, for the kernel examines every system call when a filter is installed. What this one
    /// refuses, the other one never sees.
    /// </summary>
    /// <param name="other">The other one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public SeccompFilter And(SeccompFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new($"{Description}; {other.Description}", SeccompAssembler.Join(Bytes.AsSpan(), other.Bytes.AsSpan()));
    }

    /// <inheritdoc/>
    public bool Equals(SeccompFilter? other) =>
        other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bytes.Length, Description);

    internal static SeccompFilter From(string description, ReadOnlySpan<BpfInstruction> program) =>
        new(description, [.. MemoryMarshal.AsBytes(program)]);
}
