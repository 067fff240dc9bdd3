using System.Text;
using Sandbox.Launching;
using Sandbox.Linux;

namespace Sandbox.Tests.Launching;

public sealed class MemfdTests
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Test]
    public void A_file_in_memory_holds_what_it_was_given()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);

        using var file = Memfd.CreateData("test", content);

        Assert.That(File.ReadAllBytes(PathOf(file)), Is.EqualTo(content));
    }

    [Test]
    public void A_sealed_file_can_neither_be_written_nor_cut_nor_grown()
    {
        using var file = Memfd.CreateData("test", "plan"u8);

        Assert.That(() => File.WriteAllText(PathOf(file), "x"), Throws.InstanceOf<Exception>());
        Assert.That(
            () =>
            {
                using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.Write);
                stream.Write("x"u8);
                stream.Flush();
            },
            Throws.InstanceOf<Exception>());
        Assert.That(
            () =>
            {
                using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.Write);
                stream.SetLength(100);
            },
            Throws.InstanceOf<Exception>());
        Assert.That(File.ReadAllText(PathOf(file), Encoding.ASCII), Is.EqualTo("plan"));
    }

    [Test]
    public void Data_in_memory_cannot_be_executed_where_the_kernel_can_hold_that()
    {
        if (Environment.OSVersion.Version < new Version(6, 3))
        {
            Assert.Ignore($"Linux {Environment.OSVersion.Version} has no MFD_NOEXEC_SEAL (6.3)");
        }

        using var data = Memfd.CreateData("test", "x"u8);

        Assert.That(File.GetUnixFileMode(PathOf(data)) & AnyExecute, Is.EqualTo(UnixFileMode.None));
        Assert.That(
            () => File.SetUnixFileMode(PathOf(data), AnyExecute), Throws.InstanceOf<Exception>(), "the mode is sealed, too");
    }

    [Test]
    public void A_program_in_memory_may_be_executed()
    {
        using var program = Memfd.CreateExecutable("test", "x"u8);
        if (program is null)
        {
            Assert.Ignore("vm.memfd_noexec forbids to execute files in memory here");
        }

        Assert.That(File.GetUnixFileMode(PathOf(program!)) & AnyExecute, Is.EqualTo(AnyExecute));
    }

    private static string PathOf(DescriptorHandle file) => $"/proc/self/fd/{file.Number}";
}
