using System.Globalization;
using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>Sandboxes that are set up ahead of their commands.</summary>
public sealed class PoolTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("true") with
    {
        WorkingDirectory = "/",
        Stdio = SandboxStdio.Captured,
        Environment = SandboxEnvironment.Empty.With("PATH", "/usr/bin:/bin").With("GREETING", "hello"),
    };

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);

    [Test]
    public async Task A_command_finds_nothing_of_those_before_it()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 2);

        for (var i = 0; i < 10; i++)
        {
            var result = await pool.RunAsync(Shell("ls -A /tmp /dev/shm; ipcs -m | grep -c 0x; hostname left >/tmp/left; ipcmk -M 100 >/dev/null"));
            Assert.That(result.StandardOutputText, Is.EqualTo("/dev/shm:\n\n/tmp:\n0\n"), result.StandardErrorText);
        }
    }

    [Test]
    public async Task A_command_has_the_specs_environment_directory_and_streams_or_its_own()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        using var output = new MemoryStream();

        var usual = await pool.RunAsync(Shell("echo $GREETING; pwd"));
        var other = await pool.RunAsync(Shell("echo $GREETING; pwd; cat") with
        {
            Environment = SandboxEnvironment.Empty.With("PATH", "/usr/bin:/bin").With("GREETING", "good day"),
            WorkingDirectory = "/usr",
            Stdio = new() { Input = SandboxInput.Stream(new MemoryStream("in"u8.ToArray())), Output = SandboxOutput.Stream(output) },
        });

        Assert.That(usual.StandardOutputText, Is.EqualTo("hello\n/\n"));
        Assert.That(other.IsSuccess, other.ToString());
        Assert.That(System.Text.Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo("good day\n/usr\nin"));
    }

    [Test]
    public async Task A_directory_of_the_host_does_not_become_writable_because_a_command_starts_there()
    {
        using var directory = new TemporaryDirectory();
        await using var pool = new SandboxPool(_sandbox, Spec with { Mounts = [SandboxMount.ReadOnlyBind(directory.Path)] }, 1);

        var result = await pool.RunAsync(Shell("touch written") with { WorkingDirectory = directory.Path });

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(directory.List(), Is.Empty);
    }

    [Test]
    public async Task A_command_that_is_not_there_is_told_as_ever_and_the_next_one_runs()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 1);

        var failure = await Assert.ThrowsAsync<SandboxCommandException>(() => pool.RunAsync(SandboxCommand.For("no-such-command")));

        Assert.That(failure!.IsNotFound, failure.Message);
        Assert.That((await pool.RunAsync(Shell("exit 3"))).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_command_without_sense_is_refused_and_uses_no_sandbox()
    {
        await using var sandbox = await _sandbox.PrepareAsync(Spec);

        var failure = await Assert.ThrowsAsync<SandboxSpecException>(() => sandbox.StartAsync(SandboxCommand.For("")));

        Assert.That(failure!.Message, Does.StartWith("fileName:"));
        Assert.That(sandbox.IsReady);
    }

    [Test]
    public async Task A_command_does_not_start_in_a_directory_that_is_denied()
    {
        await using var sandbox = await _sandbox.PrepareAsync(Spec with { Deny = [DeniedPath.Hide("/usr/share")] });

        var failure = await Assert.ThrowsAsync<SandboxSpecException>(
            () => sandbox.StartAsync(Shell("true") with { WorkingDirectory = "/usr/share/doc" }));

        Assert.That(failure!.Message, Is.EqualTo("workingDirectory: the command would start in /usr/share/doc, and /usr/share is denied"));
    }

    [Test]
    public async Task Disposal_after_the_start_leaves_the_command_what_it_has_on_disk()
    {
        using var directory = new TemporaryDirectory();
        var spec = Spec with { Root = SandboxRoot.Hermetic(), Outputs = [$"{directory.Path}/made"] };
        var sandbox = await _sandbox.PrepareAsync(spec);

        var starting = sandbox.StartAsync(Shell($"echo made >{directory.Path}/made"));
        await sandbox.DisposeAsync();
        await using var process = await starting;

        Assert.That((await process.WaitForExitAsync()).IsSuccess);
        Assert.That(await File.ReadAllTextAsync($"{directory.Path}/made"), Is.EqualTo("made\n"));
    }

    [Test]
    public async Task The_callers_terminal_is_no_business_of_a_command_with_other_streams()
    {
        var result = await LibraryHost.RunThroughAsync("script", "-qec", $"{LibraryHost.Program} pool-terminal", "/dev/null");

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Contain("cold: /dev/console").And.Contain("prepared: none"));
    }

    [Test]
    public async Task It_takes_one_command_and_no_second()
    {
        await using var sandbox = await _sandbox.PrepareAsync(Spec);
        await using var process = await sandbox.StartAsync(Shell("true"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.StartAsync(Shell("true")));

        Assert.That(sandbox.IsReady, Is.False);
        Assert.That((await process.WaitForExitAsync()).IsSuccess);
    }

    [Test]
    public async Task A_limit_of_time_counts_from_the_commands_start()
    {
        var limit = TimeSpan.FromSeconds(1.5);
        await using var sandbox = await _sandbox.PrepareAsync(Spec with { Limits = new() { WallTime = limit, KillAfter = TimeSpan.Zero } });
        await Task.Delay(limit, TimeProvider.System);

        await using var process = await sandbox.StartAsync(Shell("echo began; exec sleep 1000"));

        var result = await process.WaitForExitAsync();
        Assert.That((result.Status, result.StandardOutputText), Is.EqualTo((SandboxStatus.WallTimeExceeded, "began\n")));
        Assert.That(result.Elapsed, Is.GreaterThanOrEqualTo(limit));
    }

    [Test]
    public async Task Limits_streams_and_files_are_its_own()
    {
        using var directory = new TemporaryDirectory();
        var spec = Spec with
        {
            Limits = new() { Output = 5, OpenFiles = 99 },
            CollectedFiles = [new() { Path = "/tmp/made", Destination = SandboxOutput.File($"{directory.Path}/taken") }],
        };
        await using var pool = new SandboxPool(_sandbox, spec, 1);

        var limited = await pool.RunAsync(SandboxCommand.For("yes"));
        var asked = await pool.RunAsync(Shell("ulimit -n; echo made >/tmp/made"));

        Assert.That((limited.Status, limited.StandardOutputText), Is.EqualTo((SandboxStatus.OutputExceeded, "y\ny\ny")));
        Assert.That(asked.StandardOutputText, Is.EqualTo("99\n"), asked.StandardErrorText);
        Assert.That(await File.ReadAllTextAsync($"{directory.Path}/taken"), Is.EqualTo("made\n"));
    }

    [Test]
    public async Task What_an_ephemeral_root_has_on_disk_goes_with_each_sandbox_used_or_not()
    {
        using var directory = new TemporaryDirectory();
        var scratch = Directory.CreateDirectory($"{directory.Path}/scratch").FullName;
        var root = Directory.CreateDirectory($"{directory.Path}/root").FullName;
        var spec = Spec with
        {
            Root = SandboxRoot.ReadOnlyHost with { Ephemeral = true },
            WorkingDirectory = root,
            ScratchDirectory = scratch,
        };
        var pool = new SandboxPool(_sandbox, spec, 2);
        await pool.FillAsync();
        Assert.That(Directory.GetFileSystemEntries(scratch), Has.Length.EqualTo(2));

        for (var i = 0; i < 3; i++)
        {
            var result = await pool.RunAsync(Shell("ls; echo x >file"));
            Assert.That((result.StandardOutputText, result.ExitCode), Is.EqualTo(("", 0)), result.StandardErrorText);
        }

        await pool.DisposeAsync();
        Assert.That(Directory.GetFileSystemEntries(scratch), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(root), Is.Empty);
    }

    [Test]
    public async Task Those_that_wait_show_the_command_no_process_but_its_own()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 3);
        await pool.FillAsync();

        var result = await pool.RunAsync(Shell("ls -d /proc/[0-9]* | wc -l"));

        // The init, the shell and its two programs.
        Assert.That(int.Parse(result.StandardOutputText, CultureInfo.InvariantCulture), Is.LessThanOrEqualTo(4));
    }

    private static SandboxCommand Shell(string script) => SandboxCommand.For("sh", "-c", script);
}
