namespace Sandbox.EndToEnd.Tests.Isolation;

/// <summary><c>--net loopback</c>: as on a host of one's own.</summary>
public sealed class LoopbackNetworkTests
{
    private static readonly string[] Loopback = ["--net", "loopback"];

    [Test]
    public async Task The_host_name_stands_for_an_address_that_can_be_reached()
    {
        (await new ToolCommand().ShellAsync("getent ahostsv4 \"$(uname -n)\" | head -n 1 | cut -d' ' -f1", Loopback)).ExpectOutput("192.0.2.2");
        (await new ToolCommand().ShellAsync("getent ahostsv4 box | head -n 1 | cut -d' ' -f1; cat /etc/hosts", [.. Loopback, "--hostname", "box"]))
            .ExpectOutput("192.0.2.2\n127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n192.0.2.2 box");
        (await new ToolCommand().ProbeAsync("connect", ["address:192.0.2.2", "address:127.0.0.1"], Loopback))
            .ExpectOutput("address: ok\naddress: ok");
    }

    [Test]
    public async Task Every_other_address_is_unreachable_the_neighbours_of_its_own_too() =>
        (await new ToolCommand().ProbeAsync("connect", ["address:192.0.2.1", "address:192.0.2.3", "address:203.0.113.1", "address:10.0.0.1"], Loopback))
            .ExpectOutput(string.Join('\n', Enumerable.Repeat("address: ENETUNREACH", 4)));

    [Test]
    public async Task One_multicast_group_works_and_no_other()
    {
        (await new ToolCommand().ProbeAsync("multicast", ["232.0.1.1", "232.0.1.2", "239.1.2.3"], Loopback)).ExpectOutput("""
            232.0.1.1: ok
            232.0.1.2: ENETUNREACH
            239.1.2.3: ENETUNREACH
            """);
        (await new ToolCommand().ProbeAsync("multicast", ["232.0.1.1"])).ExpectOutput("232.0.1.1: ENETUNREACH");
    }

    [TestCase("host")]
    [TestCase("readonly")]
    public async Task The_hosts_file_of_the_host_is_neither_changed_nor_changeable(string tree)
    {
        var before = await File.ReadAllTextAsync("/etc/hosts");

        await new ToolCommand().ExpectAttemptsAsync("""
            read:/etc/hosts: ok
            chmod:/etc/hosts: EROFS
            """, [.. Loopback, "--fs", tree]);
        Assert.That(await File.ReadAllTextAsync("/etc/hosts"), Is.EqualTo(before));
    }

    [Test]
    public async Task A_hosts_file_that_is_asked_for_is_the_one_that_is_seen()
    {
        using var work = new TemporaryDirectory();
        work.File("hosts", "127.0.0.9 elsewhere\n");

        (await Tool.In(work).ShellAsync("cat /etc/hosts", [.. Loopback, "--ro-bind", $"{work["hosts"]}:/etc/hosts"]))
            .ExpectOutput("127.0.0.9 elsewhere");
    }

    [Test]
    public async Task A_back_end_that_cannot_give_addresses_refuses_it()
    {
        EndToEnd.Tests.Backends.Bubblewrap.Require();
        (await Tool.RunAsync("--backend", "bwrap", "--net", "loopback", "--", "true")).ExpectRefusal("LoopbackAddresses", "namespaces");
    }

    [Test]
    public async Task A_host_name_that_no_hosts_file_can_hold_is_refused() =>
        (await Tool.RunAsync("--net", "loopback", "--hostname", "a b", "--", "true")).ExpectRefusal("a b", "/etc/hosts", "--hostname");
}
