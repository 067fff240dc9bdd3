using Sandbox.Outputs;

namespace Sandbox.Tests.Outputs;

/// <summary>Outputs on their way out, of a command that did its worst to the directories they are in.</summary>
public sealed class OutputTransferTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _directory = "";
    private string _target = "";
    private ScratchDirectory _scratch = null!;

    [SetUp]
    public void MakeDirectories()
    {
        _directory = Directory.CreateTempSubdirectory("outputs").FullName;
        _target = Directory.CreateDirectory($"{_directory}/target").FullName;
        _scratch = ScratchDirectory.Create(Directory.CreateDirectory($"{_directory}/scratch", OwnerOnly).FullName);
    }

    [TearDown]
    public void RemoveDirectories()
    {
        _scratch.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public void What_takes_the_place_of_their_directory_is_neither_changed_nor_taken_out()
    {
        var victim = Directory.CreateDirectory($"{_directory}/victim", UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        using var outputs = Transfer("out");
        File.WriteAllText($"{_scratch.Path}/output-0/out", "made");
        Directory.Move($"{_scratch.Path}/output-0", $"{_scratch.Path}/moved");
        File.CreateSymbolicLink($"{_scratch.Path}/output-0", victim);

        var errors = outputs.TakeOut();

        Assert.That(errors, Is.Empty);
        Assert.That(File.ReadAllText($"{_target}/out"), Is.EqualTo("made"));
        Assert.That(File.GetUnixFileMode(victim), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
        File.SetUnixFileMode(victim, OwnerOnly);
    }

    [Test]
    public void A_directory_of_mode_000_is_no_obstacle()
    {
        using var outputs = Transfer("out");
        File.WriteAllText($"{_scratch.Path}/output-0/out", "made");
        File.SetUnixFileMode($"{_scratch.Path}/output-0", UnixFileMode.None);

        Assert.That(outputs.TakeOut(), Is.Empty);
        Assert.That(File.ReadAllText($"{_target}/out"), Is.EqualTo("made"));
    }

    [TestCase("link/out")]
    [TestCase("link/new/out")]
    [TestCase("below/link/out")]
    [TestCase("dangling/out")]
    public void A_directory_that_a_link_leads_to_is_refused_with_its_name(string output)
    {
        var elsewhere = Directory.CreateDirectory($"{_directory}/elsewhere").FullName;
        Directory.CreateDirectory($"{_target}/below");
        File.CreateSymbolicLink($"{_target}/link", elsewhere);
        File.CreateSymbolicLink($"{_target}/below/link", elsewhere);
        File.CreateSymbolicLink($"{_target}/dangling", "/nonexistent");

        var refused = Assert.Throws<SandboxSpecException>(() => Transfer(output).Dispose())!;

        Assert.That(refused.Message, Does.StartWith("outputs[0]: a symbolic link leads to ").And.Contain(_target));
        Assert.That(refused.Hint, Does.Contain("name the directory it leads to"));
        Assert.That(Directory.EnumerateFileSystemEntries(elsewhere), Is.Empty);
    }

    [Test]
    public void A_link_itself_may_be_replaced()
    {
        File.WriteAllText($"{_directory}/other", "untouched");
        File.CreateSymbolicLink($"{_target}/out", $"{_directory}/other");
        using var outputs = Transfer("out");
        File.WriteAllText($"{_scratch.Path}/output-0/out", "made");

        Assert.That(outputs.TakeOut(), Is.Empty);
        Assert.That(new FileInfo($"{_target}/out").LinkTarget, Is.Null);
        Assert.That(File.ReadAllText($"{_directory}/other"), Is.EqualTo("untouched"));
    }

    private OutputTransfer Transfer(params string[] names) => new(
        SandboxSpec.For("true") with { Root = SandboxRoot.Hermetic(), Outputs = [.. names.Select(name => $"{_target}/{name}")] }, _scratch);
}
