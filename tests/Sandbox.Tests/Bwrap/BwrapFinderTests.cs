using Sandbox.Backends.Bwrap.Program;

namespace Sandbox.Tests.Bwrap;

/// <summary>bubblewrap may be installed, upgraded and removed while a process lives that uses it.</summary>
public sealed class BwrapFinderTests
{
    private string _first = "";
    private string _second = "";

    private string SearchPath => $"relative:{_first}:{_second}";

    [SetUp]
    public void MakeDirectories()
    {
        _first = Directory.CreateTempSubdirectory("first").FullName;
        _second = Directory.CreateTempSubdirectory("second").FullName;
    }

    [TearDown]
    public void RemoveDirectories()
    {
        Directory.Delete(_first, recursive: true);
        Directory.Delete(_second, recursive: true);
    }

    [Test]
    public void It_is_asked_once_for_as_long_as_the_file_is_the_same()
    {
        var finder = new BwrapFinder(SearchPath);
        Install(_second, "0.8.0");

        Assert.That((Found(finder), Found(finder)), Is.EqualTo(("0.8.0 --perms", "0.8.0 --perms")));
        Assert.That(File.ReadAllLines($"{_second}/asked"), Is.EqualTo(new[] { "--version", "--help" }));
    }

    [Test]
    public void One_that_was_upgraded_is_asked_anew()
    {
        var finder = new BwrapFinder(SearchPath);
        Install(_second, "0.8.0");
        Found(finder);

        // As a package manager does it.
        Install(_first, "0.12.0");
        File.Move($"{_first}/bwrap", $"{_second}/bwrap", overwrite: true);

        Assert.That(Found(finder), Is.EqualTo("0.12.0 --perms"));
    }

    [Test]
    public void The_first_in_PATH_is_taken_also_when_it_comes_later_and_the_next_when_it_goes()
    {
        var finder = new BwrapFinder(SearchPath);
        Assert.That(Found(finder), Is.Null);
        Install(_second, "0.8.0");
        Assert.That(Found(finder), Is.EqualTo("0.8.0 --perms"));
        Install(_first, "0.9.0");
        Assert.That(Found(finder), Is.EqualTo("0.9.0 --perms"));
        File.Delete($"{_first}/bwrap");
        Assert.That(Found(finder), Is.EqualTo("0.8.0 --perms"));
    }

    [Test]
    public void A_mode_that_changed_is_seen()
    {
        var finder = new BwrapFinder(SearchPath);
        Install(_first, "0.8.0");
        Assert.That(finder.Find().Program!.IsSetuid, Is.False);

        File.SetUnixFileMode($"{_first}/bwrap", (UnixFileMode)0b100_111_101_101);

        Assert.That(finder.Find().Program!.IsSetuid);
    }

    /// <remarks>Such as one that cannot be executed for want of memory.</remarks>
    [Test]
    public void One_that_could_not_be_asked_is_asked_again()
    {
        var finder = new BwrapFinder(SearchPath);
        Install(_second, "0.8.0", interpreter: $"{_second}/sh");

        Assert.That(finder.Find().Reason, Does.StartWith($"{_second}/bwrap could not be asked for its version").And.Contain("No such file"));
        File.CreateSymbolicLink($"{_second}/sh", "/bin/sh");
        Assert.That(Found(finder), Is.EqualTo("0.8.0 --perms"));
    }

    [Test]
    public void One_that_does_not_answer_is_given_up_and_named()
    {
        var finder = new BwrapFinder(SearchPath, TimeSpan.FromSeconds(0.5));
        Write(_second, "#!/bin/sh\nexec sleep 1000\n");

        Assert.That(finder.Find().Reason, Does.StartWith($"{_second}/bwrap").And.EndWith("it did not answer within 0.5 s"));
    }

    [Test]
    public void What_something_else_wrote_is_quoted_on_one_line()
    {
        var finder = new BwrapFinder(SearchPath);
        Write(_second, "#!/bin/sh\nprintf 'something\\nelse'\n");

        Assert.That(finder.Find().Reason, Does.StartWith($"{_second}/bwrap is no bubblewrap").And.EndWith("it wrote 'something else'"));
    }

    private static string? Found(BwrapFinder finder) =>
        finder.Find().Program is { } program ? $"{program.Version} {string.Join(' ', program.Options)}" : null;

    private static void Install(string directory, string version, string interpreter = "/bin/sh") => Write(directory, $"""
        #!{interpreter}
        echo "$1" >> '{directory}/asked'
        case $1 in
        --version) echo bubblewrap {version} ;;
        --help) printf 'usage\n\n    --perms OCTAL   Set permissions\n' ;;
        esac
        """);

    private static void Write(string directory, string script)
    {
        File.WriteAllText($"{directory}/bwrap", script);
        File.SetUnixFileMode($"{directory}/bwrap", (UnixFileMode)0b111_101_101);
    }
}
