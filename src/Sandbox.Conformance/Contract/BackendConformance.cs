namespace Sandbox.Conformance;

/// <summary>What every back-end says of itself.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
public abstract class BackendConformance<TSource> : ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    [Test]
    public void Its_name_is_one_that_can_be_written_everywhere() => Assert.That(Backend.Name, Does.Match("^[a-z0-9][a-z0-9-]*$"));

    [Test]
    public async Task It_offers_here_no_more_than_on_the_best_machine()
    {
        var report = await Backend.ProbeAsync(CancellationToken.None);

        Assert.That(report.Backend, Is.EqualTo(Backend.Name));
        Assert.That(report.Offers & ~Backend.Capabilities, Is.EqualTo(SandboxCapabilities.None));
    }

    [Test]
    public async Task A_probe_leaves_nothing_behind()
    {
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");

        await Backend.ProbeAsync(CancellationToken.None);

        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
    }

    [Test]
    public void It_explains_a_run_without_running_it()
    {
        var explanation = Backend.Explain(Shell("echo ran > file"));

        Assert.That(explanation.Backend, Is.EqualTo(Backend.Name));
        Assert.That(explanation.Steps.Select(step => step.Operation), Has.Some.EqualTo("execve"));
        Assert.That(Work.Read("file"), Is.Null);
    }

    [Test]
    public async Task A_run_leaves_no_mount_on_the_host()
    {
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");

        await OutputOf(Shell("true"));

        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
    }
}
