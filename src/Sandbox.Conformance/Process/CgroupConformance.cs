namespace Sandbox.Conformance;

/// <summary>A control group of the command's own, made in the caller's.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.Cgroup)]
public abstract class CgroupConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Cgroup = new() };

    [Test]
    public async Task All_the_command_starts_is_counted_there()
    {
        var result = await RunAsync(Ask(Shell("(i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done) & wait")));

        Assert.That(result.IsSuccess, Describe(result));
        Assert.That(result.Usage.TreeProcessorTime, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task The_command_sees_no_group_above_its_own() =>
        Assert.That(await OutputOf(Ask(Shell("sed -n 's/^0:://p' /proc/self/cgroup"))), Is.EqualTo("/"));

    [Test]
    public async Task A_setting_without_a_controller_is_refused()
    {
        var settings = Ask(Shell("true")).Cgroup!.Settings.Add("nosuch.max", "1");
        var spec = Ask(Shell("true")) with { Cgroup = new() { Settings = settings } };

        var thrown = await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(spec));

        Assert.That(thrown.Message, Does.Contain("nosuch"));
    }
}
