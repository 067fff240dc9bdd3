using System.Text;
using Sandbox.Plans;

namespace Sandbox.Tests.Namespaces;

/// <summary>The /etc/hosts of a sandbox with a loopback of its own.</summary>
public sealed class HostsFileTests
{
    private const string Usual = "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n";

    [TestCase("box", "192.0.2.2 box\n")]
    [TestCase("box.example.org", "192.0.2.2 box.example.org box\n")]
    [TestCase("localhost", "")]
    [TestCase("(none)", "")]
    [TestCase("", "")]
    public void The_hosts_name_has_a_line_where_it_is_one(string name, string line) =>
        Assert.That(Content(Loopback, name), Is.EqualTo(Usual + line));

    [Test]
    public void A_name_that_is_asked_for_comes_before_the_hosts() => Assert.That(
        Content(Loopback with { Identity = new() { HostName = "other" } }, "(none)"), Is.EqualTo(Usual + "192.0.2.2 other\n"));

    [TestCase("a b")]
    [TestCase("a\n0.0.0.0 b")]
    public void A_name_that_is_asked_for_and_is_none_is_refused(string name) => Assert.That(
        Planned.Problem(Loopback with { Identity = new() { HostName = name } }),
        Does.StartWith("network.hostNameAddress: the host name 'a").And.EndsWith("choose another one (--hostname)"));

    [Test]
    public void A_file_that_a_mount_puts_there_is_left_alone() => Assert.That(
        Planned.Setup(Loopback with { Mounts = [SandboxMount.ReadOnlyBind("/etc/passwd", "/etc/hosts")] }), Does.Not.Contain("localhost"));

    private static SandboxSpec Loopback => Planned.Spec with { Network = SandboxNetwork.Loopback };

    private static string Content(SandboxSpec spec, string hostName)
    {
        var plan = Planned.Plan(spec, facts: Planned.Facts with { HostName = hostName });
        return Encoding.UTF8.GetString(plan.Setup.OfType<PlaceFileStep>().Single().Content.AsSpan());
    }
}
