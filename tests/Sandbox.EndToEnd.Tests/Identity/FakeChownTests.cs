namespace Sandbox.EndToEnd.Tests.Identity;

/// <summary><c>--fake-chown</c>: what restores owners works with the one user a sandbox has.</summary>
public sealed class FakeChownTests
{
    // As root does by itself: the archive's owner is nobody the sandbox knows.
    private const string Unpack = "tar --create --owner=4711 --group=4711 --file archive made && tar --extract --same-owner --file archive --directory out";

    [Test]
    public async Task An_archive_of_another_users_files_is_unpacked()
    {
        using var work = new TemporaryDirectory();
        work.File("made");
        work.Folder("out");

        (await Tool.In(work).ShellAsync(Unpack, "--fs", "host")).ExpectExit(0);
        Assert.That(File.Exists(work["out/made"]));
    }

    [TestCase(2, "--fs", "readonly")]
    [TestCase(2, "--fs", "host", "--no-fake-chown")]
    [TestCase(0, "--fs", "readonly", "--fake-chown")]
    public async Task It_is_on_in_the_hosts_tree_and_where_it_is_asked_for(int exitCode, params string[] options)
    {
        using var work = new TemporaryDirectory();
        work.File("made");
        work.Folder("out");

        (await Tool.In(work).ShellAsync(Unpack, options)).ExpectExit(exitCode);
    }

    [Test]
    public async Task A_patch_is_applied()
    {
        using var work = new TemporaryDirectory();
        work.File("text", "one\ntwo\n");
        work.File("change", "--- text\n+++ text\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n");

        (await Tool.In(work).ShellAsync("command -v patch >patch-is-here || exit 0; patch -p0 <change", "--fs", "host")).ExpectExit(0);
        if (new FileInfo(work["patch-is-here"]).Length == 0)
        {
            Assert.Ignore("patch is missing (Debian's package patch)");
        }

        Assert.That(await File.ReadAllTextAsync(work["text"]), Is.EqualTo("one\nthree\n"));
    }

    [Test]
    public async Task No_owner_changes()
    {
        using var work = new TemporaryDirectory();
        work.File("file");

        (await Tool.In(work).ShellAsync(
            "owner=$(stat -c %u:%g file); chown 4711:4711 file && chown -h 4711 file && test $(stat -c %u:%g file) = $owner", "--fs", "host"))
            .ExpectExit(0);
    }
}
