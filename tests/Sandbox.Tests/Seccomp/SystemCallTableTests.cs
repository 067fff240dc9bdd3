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

        Assert.That(Enum.GetValues<SystemCall>().Select(call => table[call]), Is.Unique);
    }

    [Test]
    public void A_processor_without_a_table_is_refused_by_name()
    {
        var exception = Assert.Throws<PlatformNotSupportedException>(() => SystemCallTable.For(Architecture.S390x));

        Assert.That(exception.Message, Does.Contain("S390x"));
    }
}
