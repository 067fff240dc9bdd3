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
        var mounts = await ReadSharedMountsAsync();

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
        var mounts = await ReadSharedMountsAsync();

        await OutputOf(Shell("true"));

        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
    }

    // A mount made in another namespace gets here only where mounts are shared (mount_namespaces(7)).
    private static async Task<string> ReadSharedMountsAsync()
    {
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");
        var root = mounts.Split('\n').Last(line => line.Contains(" / / ", StringComparison.Ordinal));
        if (!root.Split(" - ")[0].Contains(" shared:", StringComparison.Ordinal))
        {
            Assert.Ignore("mounts are private here, so that none could leak: run the tests under unshare --mount --propagation shared");
        }

        return mounts;
    }
}
