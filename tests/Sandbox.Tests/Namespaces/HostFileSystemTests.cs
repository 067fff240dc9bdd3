using Sandbox.Linux;

namespace Sandbox.Tests.Namespaces;

/// <summary>The real files of this machine, as a planner sees them.</summary>
public sealed class HostFileSystemTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string _directory = "";

    private static HostFileSystem Files => HostFileSystem.Instance;

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("sandbox-tests-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Kinds_modes_and_owners_are_those_of_the_entry_itself()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, Private);
        File.CreateSymbolicLink(Path.Combine(_directory, "link"), file);

        Assert.That(Files.Lookup(file), Is.EqualTo(new HostEntry(HostEntryKind.File, Private, LibC.geteuid())));
        Assert.That(Files.Lookup(_directory)?.IsDirectory, Is.True);
        Assert.That(Files.Lookup(Path.Combine(_directory, "link"))?.Kind, Is.EqualTo(HostEntryKind.Symlink));
        Assert.That(Files.Lookup("/dev/null")?.Kind, Is.EqualTo(HostEntryKind.Other));
        Assert.That(Files.Lookup("/")?.IsDirectory, Is.True);
    }

    [Test]
    public void What_is_not_there_is_null()
    {
        Assert.That(Files.Lookup(Path.Combine(_directory, "none")), Is.Null);
        Assert.That(Files.Lookup("/dev/null/none"), Is.Null);
    }

    [Test]
    public void A_link_says_what_was_written_into_it_whether_or_not_that_exists()
    {
        var link = Path.Combine(_directory, "link");
        var target = "../" + new string('x', 200) + "/ü";
        File.CreateSymbolicLink(link, target);

        Assert.That(Files.ReadLink(link), Is.EqualTo(target));
        Assert.That(Files.ReadLink(_directory), Is.Null);
    }

    [Test]
    public void A_directory_lists_hidden_names_too_and_not_itself()
    {
        File.WriteAllText(Path.Combine(_directory, ".hidden"), "");
        File.CreateSymbolicLink(Path.Combine(_directory, "dead"), "none");
        Directory.CreateDirectory(Path.Combine(_directory, "sub"));

        Assert.That(Files.List(_directory), Is.EquivalentTo(new[] { ".hidden", "dead", "sub" }));
        Assert.That(Files.List(Path.Combine(_directory, "none")), Is.Empty);
        Assert.That(Files.List("/dev/null"), Is.Empty);
    }
}
