namespace Sandbox.Conformance;

/// <summary>Another host and domain name inside.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.HostName)]
public abstract class HostNameConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Identity = new() { HostName = "conformance-host", DomainName = "conformance-domain" },
    };

    [Test]
    public async Task The_command_sees_the_host_name_asked_for() =>
        Assert.That(
            await OutputOf(Shell("uname -n") with { Identity = new() { HostName = "conformance-host" } }),
            Is.EqualTo("conformance-host"));

    [Test]
    public async Task The_command_sees_the_domain_name_asked_for() =>
        Assert.That(
            await OutputOf(Shell("cat /proc/sys/kernel/domainname") with { Identity = new() { DomainName = "conformance-domain" } }),
            Is.EqualTo("conformance-domain"));

    [Test]
    public async Task The_hosts_name_stays()
    {
        var before = await File.ReadAllTextAsync("/proc/sys/kernel/hostname");

        await OutputOf(Ask(Shell("true")));

        Assert.That(await File.ReadAllTextAsync("/proc/sys/kernel/hostname"), Is.EqualTo(before));
    }
}
