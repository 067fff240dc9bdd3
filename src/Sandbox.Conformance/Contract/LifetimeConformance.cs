namespace Sandbox.Conformance;

/// <summary>How every back-end ends a sandbox: with every process in it.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
public abstract class LifetimeConformance<TSource> : ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    [Test]
    public async Task What_the_command_left_running_is_dead_when_the_run_has_ended()
    {
        // Whoever holds the pipe open for writing keeps its reader from the end of the file.
        await OutputOf(Shell("mkfifo pipe"));
        var reading = Task.Run(() => File.ReadAllText($"{Work.Outside}/pipe"));

        await OutputOf(Shell("exec 9> pipe; (trap '' TERM HUP INT; while :; do sleep 600; done) > /dev/null 2>&1 & echo started >&9"));

        Assert.That(await reading.WaitAsync(TimeSpan.FromMinutes(1)), Is.EqualTo("started\n"));
    }

    [Test]
    public async Task Killing_ends_everything()
    {
        await OutputOf(Shell("mkfifo pipe"));
        await using var process = await Backend.StartAsync(
            Shell("exec 9> pipe; trap '' TERM; sleep 600 & echo started >&9; wait"), CancellationToken.None);
        using var pipe = new StreamReader($"{Work.Outside}/pipe");
        Assert.That(await pipe.ReadLineAsync(), Is.EqualTo("started"));

        process.Kill();
        var result = await EndOf(process);

        Assert.That((result.Status, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)9)), Describe(result));
        Assert.That(await pipe.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task A_signal_reaches_the_command()
    {
        await OutputOf(Shell("mkfifo pipe"));
        await using var process = await Backend.StartAsync(
            Shell("trap 'echo caught; exit 5' USR1; echo ready > pipe; while :; do sleep 0.05; done"), CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync($"{Work.Outside}/pipe"), Is.EqualTo("ready\n"));

        process.Signal(10);
        var result = await EndOf(process);

        Assert.That((result.ExitCode, result.StandardOutputText), Is.EqualTo(((int?)5, "caught\n")), Describe(result));
    }

    [Test]
    public async Task Cancelling_the_wait_leaves_the_command_alone()
    {
        await using var process = await Backend.StartAsync(Shell("sleep 600"), CancellationToken.None);

        await Assert.CatchAsync<OperationCanceledException>(() => process.WaitForExitAsync(new CancellationToken(canceled: true)));
        process.Kill();

        Assert.That((await EndOf(process)).Signal, Is.EqualTo(9));
    }

    [Test]
    public async Task After_the_end_signals_and_kills_do_nothing()
    {
        await using var process = await Backend.StartAsync(Shell("exit 4"), CancellationToken.None);
        await EndOf(process);

        process.Signal(15);
        process.Kill();

        Assert.That((await EndOf(process)).ExitCode, Is.EqualTo(4));
    }

    [Test]
    public async Task Many_can_run_at_the_same_time()
    {
        var specs = Enumerable.Range(0, 20).Select(number => Shell($"echo {number}")).ToList();

        var outputs = await Task.WhenAll(specs.Select(OutputOf));

        Assert.That(outputs, Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"{number}")));
    }
}
