using Sandbox.Linux;

namespace Sandbox.Tests.Scratch;

public sealed class DirectoryLockTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("lock").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Who_has_it_keeps_others_away_until_it_is_given_up()
    {
        using (var first = DirectoryLock.TryTake(_directory, out var errno))
        {
            Assert.That((first is not null, errno), Is.EqualTo((true, 0)));
            Assert.That((DirectoryLock.TryTake(_directory, out errno), errno), Is.EqualTo(((DescriptorHandle?)null, 0)));
        }

        using var next = DirectoryLock.TryTake(_directory, out _);
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public void What_is_gone_or_is_no_directory_is_nobodys_failure()
    {
        File.WriteAllText($"{_directory}/file", "");
        File.CreateSymbolicLink($"{_directory}/link", _directory);
        foreach (var name in new[] { "nothing", "file", "link" })
        {
            Assert.That((DirectoryLock.TryTake($"{_directory}/{name}", out var errno), errno), Is.EqualTo(((DescriptorHandle?)null, 0)), name);
        }
    }

    /// <remarks>Such as a limit on descriptors, which is no reason to try once more.</remarks>
    [Test]
    public void What_else_stands_in_the_way_is_told()
    {
        Assert.That(DirectoryLock.TryTake($"{_directory}/{new string('x', 256)}", out var errno), Is.Null);
        Assert.That(errno, Is.EqualTo(Errno.ENAMETOOLONG));
    }
}
