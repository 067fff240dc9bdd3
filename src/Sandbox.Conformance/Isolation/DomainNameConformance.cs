namespace Sandbox.Conformance;

/// <summary>Another NIS domain name inside.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DomainName)]
public abstract class DomainNameConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Identity = new() { DomainName = "conformance-domain" },
    };

    [Test]
    public async Task The_command_sees_the_domain_name_asked_for() =>
        Assert.That(
            await OutputOf(Ask(Shell("cat /proc/sys/kernel/domainname"))),
            Is.EqualTo("conformance-domain"));

    [Test]
    public async Task The_hosts_domain_stays()
    {
        var before = await File.ReadAllTextAsync("/proc/sys/kernel/domainname");

        await OutputOf(Ask(Shell("true")));

        Assert.That(await File.ReadAllTextAsync("/proc/sys/kernel/domainname"), Is.EqualTo(before));
    }
}
