using System.Runtime.InteropServices;
using Sandbox.Linux.Seccomp;

namespace Sandbox.Tests.Seccomp;

public sealed class SystemCallTableTests
{
    [TestCase(Architecture.X64)]
    [TestCase(Architecture.Arm64)]
    public void Every_call_has_a_number_of_its_own(Architecture processor)
    {
        var table = SystemCallTable.For(processor);

        Assert.That(Enum.GetValues<SystemCall>().Select(call => table[call]).Where(number => number is not null), Is.Unique);
    }

    [Test]
    public void Only_what_a_newer_call_does_instead_has_no_number()
    {
        var calls = Enum.GetValues<SystemCall>();
        Assert.That(calls.Where(call => SystemCallTable.For(Architecture.X64)[call] is null), Is.Empty);
        Assert.That(
            calls.Where(call => SystemCallTable.For(Architecture.Arm64)[call] is null),
            Is.EqualTo(new[] { SystemCall.Chown, SystemCall.Lchown }));
    }

    [Test]
    public void A_processor_without_a_table_is_refused_by_name()
    {
        var exception = Assert.Throws<PlatformNotSupportedException>(() => SystemCallTable.For(Architecture.S390x));

        Assert.That(exception.Message, Does.Contain("S390x"));
    }
}
