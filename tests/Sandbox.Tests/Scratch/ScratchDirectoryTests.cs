using System.Diagnostics;
using Sandbox.Scratch;

namespace Sandbox.Tests.Scratch;

/// <summary>Directories of one run: they are private, go whatever is in them, and are swept when their owners are dead.</summary>
public sealed class ScratchDirectoryTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _parent = "";

    [SetUp]
    public void MakeParent()
    {
        _parent = Path.Combine(Path.GetTempPath(), $"scratch-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_parent, OwnerOnly);
    }

    [TearDown]
    public void DeleteParent() => Directory.Delete(_parent, recursive: true);

    [Test]
    public void It_is_the_users_alone_and_empty()
    {
        using var scratch = ScratchDirectory.Create(_parent);

        Assert.That(Path.GetDirectoryName(scratch.Path), Is.EqualTo(_parent));
        Assert.That(File.GetUnixFileMode(scratch.Path), Is.EqualTo(OwnerOnly));
        Assert.That(Directory.EnumerateFileSystemEntries(scratch.Path), Is.Empty);
    }

    [Test]
    public void Two_never_share()
    {
        using var first = ScratchDirectory.Create(_parent);
        using var second = ScratchDirectory.Create(_parent);

        Assert.That(first.Path, Is.Not.EqualTo(second.Path));
    }

    // Each of these defeats a plain recursive removal by an ordinary user.
    [TestCase("mkdir -p a/b/c && touch a/b/c/file && chmod 000 a/b/c a/b a", TestName = "directories of mode 000")]
    [TestCase("mkdir a && touch a/file && chmod 500 a", TestName = "directories that cannot be written")]
    [TestCase("touch \"$(printf 'a\\377b')\" && mkdir \"$(printf 'c\\376')\"", TestName = "names that are no text")]
    [TestCase("mkfifo pipe && ln -s /nowhere dangling && ln -s . loop", TestName = "pipes and links")]
    [TestCase("mkdir -- -rf 'a b' '\n'", TestName = "awkward names")]
    [TestCase(
        "i=0; while [ $i -lt 3000 ]; do mkdir d && cd -P d || exit 1; i=$((i+1)); done; touch last",
        TestName = "deeper than a path is long")]
    public void It_goes_whatever_is_in_it(string script)
    {
        var scratch = ScratchDirectory.Create(_parent);
        Shell(script, scratch.Path);

        scratch.Dispose();

        Assert.That(Directory.EnumerateFileSystemEntries(_parent), Is.Empty);
    }

    [Test]
    public void Nothing_is_removed_or_changed_through_a_link()
    {
        var outside = Directory.CreateDirectory($"{_parent}/outside");
        File.WriteAllText($"{outside.FullName}/file", "kept");
        File.SetUnixFileMode(outside.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var scratch = ScratchDirectory.Create(_parent);
        File.CreateSymbolicLink($"{scratch.Path}/link", outside.FullName);
        Directory.CreateDirectory($"{scratch.Path}/in");
        File.CreateSymbolicLink($"{scratch.Path}/in/link", outside.FullName);

        scratch.Dispose();

        Assert.That(File.ReadAllText($"{outside.FullName}/file"), Is.EqualTo("kept"));
        Assert.That(File.GetUnixFileMode(outside.FullName), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
        File.SetUnixFileMode(outside.FullName, OwnerOnly);
    }

    [Test]
    public void What_a_dead_owner_left_is_swept_and_what_a_living_one_has_is_not()
    {
        using var living = ScratchDirectory.Create(_parent);
        File.WriteAllText($"{living.Path}/file", "");
        var dead = $"{_parent}/run-sandbox-{Guid.NewGuid():N}";
        Shell($"mkdir -p {dead}/a/b && touch {dead}/a/b/file && chmod 000 {dead}/a", _parent);

        ScratchSweep.Run(_parent);

        Assert.That(Directory.Exists(dead), Is.False);
        Assert.That(File.Exists($"{living.Path}/file"));
    }

    [Test]
    public void One_that_is_to_be_kept_stays_and_is_not_swept()
    {
        string path;
        using (var scratch = ScratchDirectory.Create(_parent, keep: true))
        {
            path = scratch.Path;
            File.WriteAllText($"{path}/file", "");
        }

        ScratchSweep.Run(_parent);
        using var next = ScratchDirectory.Create(_parent);

        Assert.That(File.Exists($"{path}/file"));
    }

    [Test]
    public void One_that_is_to_be_kept_can_be_removed_all_the_same()
    {
        using var scratch = ScratchDirectory.Create(_parent, keep: true);

        Assert.That(scratch.Remove(), Is.Null);
        Assert.That(Directory.EnumerateFileSystemEntries(_parent), Is.Empty);
    }

    [Test]
    public void It_is_called_by_a_path_without_links()
    {
        var link = File.CreateSymbolicLink($"{_parent}/link", _parent).FullName;
        using var scratch = ScratchDirectory.Create(link);

        Assert.That(Path.GetDirectoryName(scratch.Path), Is.EqualTo(_parent));
    }

    [Test]
    public void What_takes_its_place_is_not_removed()
    {
        var scratch = ScratchDirectory.Create(_parent);
        Directory.Move(scratch.Path, $"{_parent}/moved");
        Directory.CreateDirectory($"{scratch.Path}/another");

        scratch.Dispose();

        Assert.That(Directory.Exists($"{scratch.Path}/another"));
    }

    [Test]
    public void A_sweep_leaves_everything_else_alone()
    {
        var others = new[] { "run-sandbox-notes", "run-sandbox-", "scratch", $"other-{Guid.NewGuid():N}" };
        foreach (var name in others)
        {
            Directory.CreateDirectory($"{_parent}/{name}");
        }

        var target = Directory.CreateDirectory($"{_parent}/target").FullName;
        File.WriteAllText($"{target}/file", "");
        var link = $"{_parent}/run-sandbox-{Guid.NewGuid():N}";
        File.CreateSymbolicLink(link, target);

        ScratchSweep.Run(_parent);

        Assert.That(others.Select(name => Directory.Exists($"{_parent}/{name}")), Is.All.True);
        Assert.That(File.Exists($"{link}/file"));
    }

    [Test]
    public void Where_others_could_exchange_it_none_is_made()
    {
        File.SetUnixFileMode(_parent, OwnerOnly | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);

        var refused = Assert.Throws<SandboxSetupException>(() => ScratchDirectory.Create(_parent));

        Assert.That(refused!.Message, Does.Contain(_parent).And.Contain("others may rename"));
        File.SetUnixFileMode(_parent, File.GetUnixFileMode(_parent) | UnixFileMode.StickyBit);
        Assert.DoesNotThrow(() => ScratchDirectory.Create(_parent).Dispose());
    }

    [Test]
    public void A_place_that_is_missing_or_no_directory_is_named()
    {
        File.WriteAllText($"{_parent}/file", "");

        Assert.That(
            () => ScratchDirectory.Create($"{_parent}/missing"),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains($"{_parent}/missing: ENOENT"));
        Assert.That(
            () => ScratchDirectory.Create($"{_parent}/file"),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains("it is not a directory"));
    }

    [Test]
    public void Many_at_once_neither_meet_nor_are_swept_by_each_other()
    {
        Parallel.For(0, 50, _ =>
        {
            using var scratch = ScratchDirectory.Create(_parent);
            File.WriteAllText($"{scratch.Path}/file", scratch.Path);
            ScratchSweep.Run(_parent);
            Assert.That(File.ReadAllText($"{scratch.Path}/file"), Is.EqualTo(scratch.Path));
        });

        Assert.That(Directory.EnumerateFileSystemEntries(_parent), Is.Empty);
    }

    private static void Shell(string script, string directory)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = directory })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero, script);
    }
}
