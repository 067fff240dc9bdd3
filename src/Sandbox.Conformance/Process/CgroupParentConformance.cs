namespace Sandbox.Conformance;

/// <summary>A control group of the command's own, made in a directory that the spec names.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.CgroupParent)]
public abstract class CgroupParentConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Cgroup = new() { Parent = CgroupDirectory.Own } };

    [Test]
    public async Task All_the_command_starts_is_counted_there()
    {
        CgroupDirectory.RequireWritable();

        var result = await RunAsync(Ask(Shell("(i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done) & wait")));

        Assert.That(result.IsSuccess, Describe(result));
        Assert.That(result.Usage.TreeProcessorTime, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_directory_of_another_file_system_is_refused()
    {
        var spec = Shell("true") with { Cgroup = new() { Parent = Work.Outside } };

        var thrown = await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(spec));

        Assert.That(thrown.Message, Does.Contain(Work.Outside).And.Contain("cgroup"));
    }
}
