namespace Sandbox.Conformance;

/// <summary>What every back-end does with a command: executes exactly it, and tells exactly how it ended.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
public abstract class CommandConformance<TSource> : ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(125)]
    [TestCase(255)]
    public async Task The_exit_code_is_the_commands(int code)
    {
        var result = await RunAsync(Shell($"exit {code}"));

        Assert.That((result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Exited, (int?)code, (int?)null)));
        Assert.That(result.Backend, Is.EqualTo(Backend.Name));
    }

    [TestCase("TERM", 15)]
    [TestCase("KILL", 9)]
    [TestCase("SEGV", 11)]
    public async Task A_signal_that_ended_the_command_is_told(string name, int number)
    {
        var result = await RunAsync(Shell($"kill -{name} $$"));

        Assert.That((result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)null, (int?)number)));
    }

    [Test]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "new\nline", "'\"$HOME`", "-n", "ü"];
        var spec = Shell("") with { Arguments = ["-c", "printf '[%s]' \"$@\"", "sh", .. arguments] };

        Assert.That(await OutputOf(spec), Is.EqualTo(string.Concat(arguments.Select(argument => $"[{argument}]"))));
    }

    [Test]
    public async Task The_environment_is_exactly_what_was_asked_for()
    {
        var environment = SandboxEnvironment.Empty.With("A", "one two").With("EMPTY", "").With("PATH", "/usr/bin:/bin");

        var output = await OutputOf(Shell("") with { FileName = "env", Arguments = [], Environment = environment });

        Assert.That(output.Split('\n'), Is.EquivalentTo(new[] { "A=one two", "EMPTY=", "PATH=/usr/bin:/bin" }));
    }

    [Test]
    public async Task The_command_starts_in_the_working_directory()
    {
        var directory = Work.Folder("below");

        Assert.That(await OutputOf(Shell("pwd") with { WorkingDirectory = directory }), Is.EqualTo(directory));
    }

    [Test]
    public async Task The_file_mode_creation_mask_is_set()
    {
        var spec = Shell("umask; echo > file; stat -c %a file") with { Umask = (UnixFileMode)0b000_101_111 };

        Assert.That((await OutputOf(spec)).Split('\n')[^1], Is.EqualTo("620"));
    }

    [Test]
    public async Task A_command_that_is_not_there_is_told_apart_from_one_that_failed()
    {
        var thrown = (await Assert.ThrowsAsync<SandboxCommandException>(() => RunAsync(Shell("") with { FileName = "/no/such/program" })))!;

        Assert.That(thrown.IsNotFound, thrown.Message);
        Assert.That(thrown.Message, Does.Contain("/no/such/program"));
    }

    [Test]
    public async Task A_file_that_cannot_be_executed_is_told_apart_from_one_that_is_not_there()
    {
        var file = Work.File("text", "text", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var thrown = (await Assert.ThrowsAsync<SandboxCommandException>(() => RunAsync(Shell("") with { FileName = file })))!;

        Assert.That(thrown.IsNotFound, Is.False, thrown.Message);
    }

    [Test]
    public async Task What_the_command_used_is_counted()
    {
        var usage = (await RunAsync(Shell("i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done"))).Usage;

        Assert.That(usage.UserTime, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(usage.MaxResidentBytes, Is.InRange(100_000, 1_000_000_000));
    }
}
