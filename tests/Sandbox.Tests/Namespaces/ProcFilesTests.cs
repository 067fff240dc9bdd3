using Sandbox.Linux;

namespace Sandbox.Tests.Namespaces;

/// <summary>Small files of the kernel's.</summary>
public sealed class ProcFilesTests
{
    private readonly string _path = Path.GetTempFileName();

    [OneTimeTearDown]
    public void RemoveFile() => File.Delete(_path);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(65536)]
    public void A_file_is_read_whole_however_long(int length)
    {
        var text = new string('x', length);
        File.WriteAllText(_path, $" {text[..Math.Max(0, length - 2)]}\n");

        Assert.That(ProcFiles.Read(_path), Is.EqualTo(text[..Math.Max(0, length - 2)]));
    }

    [Test]
    public void What_does_not_end_is_read_in_part() => Assert.That(ProcFiles.Read("/dev/zero"), Has.Length.EqualTo(65536));

    [TestCase("/proc/self/nothing")]
    [TestCase("/proc")]
    public void What_cannot_be_read_is_nothing(string path) => Assert.That(ProcFiles.Read(path), Is.Null);
}
