namespace Sandbox.Conformance;

/// <summary>A limit on the elapsed time.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.WallTimeLimit)]
public abstract class WallTimeLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Limits = new() { WallTime = TimeSpan.FromMilliseconds(300), KillAfter = TimeSpan.FromSeconds(20) },
    };

    [Test]
    public async Task A_command_that_takes_longer_gets_the_time_to_clean_up()
    {
        var result = await RunAsync(Ask(Shell("trap 'echo cleaned up; exit 3' TERM; sleep 600 & wait")));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.WallTimeExceeded), Describe(result));
        Assert.That(result.ExitCode, Is.EqualTo(3), Describe(result));
        Assert.That(result.StandardOutputText, Is.EqualTo("cleaned up\n"), Describe(result));
        Assert.That(result.Elapsed, Is.GreaterThan(TimeSpan.FromMilliseconds(300)));
    }

    [Test]
    public async Task One_that_does_not_end_then_is_killed()
    {
        var spec = Shell("trap '' TERM; while :; do sleep 600; done") with
        {
            Limits = new() { WallTime = TimeSpan.FromMilliseconds(100), KillAfter = TimeSpan.FromMilliseconds(100) },
        };

        var result = await RunAsync(spec);

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.WallTimeExceeded), Describe(result));
        Assert.That(result.Signal, Is.EqualTo(9), Describe(result));
    }

    [Test]
    public async Task Without_a_time_to_clean_up_it_is_killed_at_once()
    {
        var spec = Shell("trap 'exit 3' TERM; while :; do sleep 0.05; done") with
        {
            Limits = new() { WallTime = TimeSpan.FromMilliseconds(100), KillAfter = TimeSpan.Zero },
        };

        var result = await RunAsync(spec);

        Assert.That((result.Status, result.Signal), Is.EqualTo((SandboxStatus.WallTimeExceeded, (int?)9)), Describe(result));
    }

    [Test]
    public async Task A_command_that_ends_in_time_is_left_alone()
    {
        var spec = Shell("exit 3") with { Limits = new() { WallTime = TimeSpan.FromMinutes(1) } };

        Assert.That(await RunAsync(spec), Has.Property(nameof(SandboxResult.Status)).EqualTo(SandboxStatus.Exited)
            .And.Property(nameof(SandboxResult.ExitCode)).EqualTo(3));
    }
}
