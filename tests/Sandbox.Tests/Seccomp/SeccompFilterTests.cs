using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Linux.Seccomp;

namespace Sandbox.Tests.Seccomp;

public sealed class SeccompFilterTests
{
    /// <summary>TIOCSTI of asm-generic/ioctls.h; compared with it by the interop tests.</summary>
    internal const uint PushInput = 0x5412;

    /// <summary>TIOCLINUX, likewise.</summary>
    internal const uint ConsoleFunctions = 0x541C;

    private const uint Allow = 0x7FFF_0000;
    private const uint FailWith = 0x0005_0000;
    private const uint Read = 63;
    private const uint LastNumber = 470;

    private static readonly SystemCallTable Table = SystemCallTable.For(RuntimeInformation.ProcessArchitecture);

    private static uint Number(SystemCall call) =>
        Table[call] ?? throw new NotSupportedException($"{RuntimeInformation.ProcessArchitecture} has no {call}");

    private static SeccompFilter[] Filters =>
    [
        SeccompFilter.TerminalInjection, SeccompFilter.LimitsOfInit, SeccompFilter.NoKeys, SeccompFilter.NoWayAroundNamespaces,
        SeccompFilter.FakeChown,
    ];

    [TestCase(PushInput)]
    [TestCase(ConsoleFunctions)]
    public void Typing_into_a_terminal_is_refused_whatever_the_high_bits_say(uint request)
    {
        foreach (var high in new uint[] { 0, 1, 0x8000_0000, 0xFFFF_FFFF })
        {
            var verdict = Run(SeccompFilter.TerminalInjection, SystemCall.Ioctl, 0, ((ulong)high << 32) | request, 1);

            Assert.That(verdict, Is.EqualTo(FailWith | Errno.EPERM), $"high bits {high:x}");
        }
    }

    [Test]
    public void Every_other_request_to_a_terminal_is_allowed()
    {
        for (uint request = 0; request <= 0xFFFF; request++)
        {
            if (request is not (PushInput or ConsoleFunctions))
            {
                Assert.That(Run(SeccompFilter.TerminalInjection, SystemCall.Ioctl, 0, request), Is.EqualTo(Allow));
            }
        }
    }

    [Test]
    public void The_requests_number_is_looked_for_in_its_own_argument_only()
    {
        Assert.That(Run(SeccompFilter.TerminalInjection, SystemCall.Ioctl, PushInput, 0, PushInput), Is.EqualTo(Allow));
        Assert.That(Run(SeccompFilter.TerminalInjection, SystemCall.Keyctl, 0, PushInput), Is.EqualTo(Allow));
    }

    [Test]
    public void Limits_can_be_changed_of_every_process_but_the_init()
    {
        const uint Init = 1;
        const ulong HighBits = 0xFFFF_FFFF_0000_0000;

        Assert.That(Run(SeccompFilter.LimitsOfInit, SystemCall.Prlimit64, Init, 7), Is.EqualTo(FailWith | Errno.EPERM));
        Assert.That(Run(SeccompFilter.LimitsOfInit, SystemCall.Prlimit64, HighBits | Init, 7), Is.EqualTo(FailWith | Errno.EPERM));
        Assert.That(Run(SeccompFilter.LimitsOfInit, SystemCall.Prlimit64, 0, Init), Is.EqualTo(Allow));
        Assert.That(Run(SeccompFilter.LimitsOfInit, SystemCall.Prlimit64, 2, Init), Is.EqualTo(Allow));
    }

    [TestCase(nameof(SystemCall.AddKey))]
    [TestCase(nameof(SystemCall.RequestKey))]
    [TestCase(nameof(SystemCall.Keyctl))]
    public void Keys_are_refused_as_if_the_kernel_had_none(string call) =>
        Assert.That(Run(SeccompFilter.NoKeys, Enum.Parse<SystemCall>(call)), Is.EqualTo(FailWith | Errno.ENOSYS));

    [Test]
    public void Only_sockets_that_network_namespaces_hold_are_allowed()
    {
        for (uint family = 0; family <= 100; family++)
        {
            var expected = family is 40 or 42 ? FailWith | Errno.EAFNOSUPPORT : Allow;
            Assert.That(Run(SeccompFilter.NoWayAroundNamespaces, SystemCall.Socket, family, 1), Is.EqualTo(expected), $"family {family}");
            Assert.That(Run(SeccompFilter.NoWayAroundNamespaces, SystemCall.Socket, (1UL << 32) | family), Is.EqualTo(expected), $"family {family}");
        }

        Assert.That(Run(SeccompFilter.NoWayAroundNamespaces, SystemCall.IoUringSetup, 1), Is.EqualTo(FailWith | Errno.ENOSYS));
    }

    [Test]
    public void Changes_of_owner_succeed_and_every_other_call_is_the_kernels()
    {
        uint?[] changes = [Table[SystemCall.Chown], Table[SystemCall.Fchown], Table[SystemCall.Lchown], Table[SystemCall.Fchownat]];
        for (uint number = 0; number <= LastNumber; number++)
        {
            var call = new SystemCallData(Table.Architecture, number).ToBytes();

            Assert.That(
                BpfInterpreter.Run(SeccompFilter.FakeChown, call), Is.EqualTo(changes.Contains(number) ? FailWith : Allow), $"call {number}");
        }
    }

    [Test]
    public void Nothing_but_what_a_filter_names_is_refused()
    {
        uint[] keys = [Number(SystemCall.AddKey), Number(SystemCall.RequestKey), Number(SystemCall.Keyctl)];
        for (uint number = 0; number <= LastNumber; number++)
        {
            var call = new SystemCallData(Table.Architecture, number).ToBytes();

            Assert.That(BpfInterpreter.Run(SeccompFilter.TerminalInjection, call), Is.EqualTo(Allow), $"call {number}");
            Assert.That(
                BpfInterpreter.Run(SeccompFilter.NoKeys, call),
                Is.EqualTo(keys.Contains(number) ? FailWith | Errno.ENOSYS : Allow),
                $"call {number}");
        }
    }

    [TestCaseSource(nameof(Filters))]
    public void Foreign_architectures_are_refused_with_every_call(SeccompFilter filter)
    {
        // i386, arm, riscv64, and what is not any.
        foreach (var architecture in new uint[] { 0x4000_0003, 0x4000_0028, 0xC000_00F3, 0, uint.MaxValue })
        {
            Assert.That(
                BpfInterpreter.Run(filter, new SystemCallData(architecture, Read).ToBytes()), Is.EqualTo(FailWith | Errno.ENOSYS));
        }
    }

    [TestCaseSource(nameof(Filters))]
    public void The_other_numbers_of_the_same_architecture_are_refused(SeccompFilter filter)
    {
        if (Table.ForeignNumbersFrom is not { } x32)
        {
            Assert.Ignore($"{RuntimeInformation.ProcessArchitecture} has one set of system call numbers");
            return;
        }

        foreach (var number in new[] { x32, x32 + Number(SystemCall.Ioctl), x32 + 514, uint.MaxValue })
        {
            var call = new SystemCallData(Table.Architecture, number, 0, PushInput).ToBytes();

            Assert.That(BpfInterpreter.Run(filter, call), Is.EqualTo(FailWith | Errno.ENOSYS), $"call {number:x}");
        }

        Assert.That(BpfInterpreter.Run(filter, new SystemCallData(Table.Architecture, x32 - 1).ToBytes()), Is.EqualTo(Allow));
    }

    [Test]
    public void Joined_filters_refuse_what_each_of_them_refuses()
    {
        var joined = Filters.Aggregate((filter, other) => filter.And(other));
        foreach (var number in Enumerable.Range(0, (int)LastNumber).Select(number => (uint)number).Append(uint.MaxValue))
        {
            foreach (var argument in new uint[] { 0, 1, 40, PushInput })
            {
                var call = new SystemCallData(Table.Architecture, number, argument, argument).ToBytes();
                var verdicts = Filters.Select(filter => BpfInterpreter.Run(filter, call)).Where(verdict => verdict != Allow);

                Assert.That(BpfInterpreter.Run(joined, call), Is.EqualTo(verdicts.Append(Allow).First()), $"call {number}({argument})");
            }
        }
    }

    [Test]
    public void Filters_are_equal_by_what_they_do()
    {
        var same = new SeccompFilter("another description", SeccompFilter.NoKeys.Bytes);

        Assert.That(same, Is.EqualTo(SeccompFilter.NoKeys));
        Assert.That(SeccompFilter.NoKeys, Is.Not.EqualTo(SeccompFilter.TerminalInjection));
    }

    private static uint Run(SeccompFilter filter, SystemCall call, params ulong[] arguments) =>
        BpfInterpreter.Run(filter, new SystemCallData(Table.Architecture, Number(call), arguments).ToBytes());
}
