namespace Sandbox.Conformance;

/// <summary>Another host name inside.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.HostName)]
public abstract class HostNameConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Identity = new() { HostName = "conformance-host" },
    };

    [Test]
    public async Task The_command_sees_the_host_name_asked_for() =>
        Assert.That(
            await OutputOf(Ask(Shell("uname -n"))),
            Is.EqualTo("conformance-host"));

    [Test]
    public async Task The_hosts_name_stays()
    {
        var before = await File.ReadAllTextAsync("/proc/sys/kernel/hostname");

        await OutputOf(Ask(Shell("true")));

        Assert.That(await File.ReadAllTextAsync("/proc/sys/kernel/hostname"), Is.EqualTo(before));
    }
}
