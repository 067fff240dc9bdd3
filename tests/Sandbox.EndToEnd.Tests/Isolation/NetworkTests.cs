using System.Net;
using System.Net.Sockets;

namespace Sandbox.EndToEnd.Tests.Isolation;

/// <summary>No network but an own loopback, unless the host's is asked for.</summary>
public sealed class NetworkTests
{
    [Test]
    public async Task There_is_only_the_loopback_device_and_it_is_up()
    {
        var port = FreePort();

        var result = await Tool.RunAsync("--", "sh", "-c",
            $"tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; exec {Probe.Compile("listen")} {port}");

        result.ExpectOutput("lo\n127.0.0.1: ok\n::1: ok\nready");
    }

    [Test]
    public async Task Listeners_of_the_host_are_out_of_reach()
    {
        using var four = new TcpListener(IPAddress.Loopback, 0);
        using var six = new TcpListener(IPAddress.IPv6Loopback, 0);
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = $"sandbox-test-{Guid.NewGuid():N}";
        four.Start();
        six.Start();
        local.Bind(new UnixDomainSocketEndPoint("\0" + name));
        local.Listen();
        string[] addresses = [$"tcp4:{Port(four)}", $"tcp6:{Port(six)}", $"abstract:{name}"];
        var tool = new ToolCommand();

        const string Reached = "tcp4: ok\ntcp6: ok\nabstract: ok";
        const string Refused = "tcp4: ECONNREFUSED\ntcp6: ECONNREFUSED\nabstract: ECONNREFUSED";

        (await (tool with { FileName = Probe.Compile("connect") }).RunAsync(addresses)).ExpectOutput(Reached);
        (await tool.ProbeAsync("connect", addresses)).ExpectOutput(Refused);
        (await tool.ProbeAsync("connect", addresses, "--net", "none")).ExpectOutput(Refused);
        (await tool.ProbeAsync("connect", addresses, "--net", "host")).ExpectOutput(Reached);
    }

    [Test]
    public async Task Every_other_address_is_unreachable()
    {
        string[] addresses = ["address:192.0.2.1", "address:10.0.0.1", "address:169.254.169.254", "address:127.1.2.3"];

        (await new ToolCommand().ProbeAsync("connect", addresses)).ExpectOutput("""
            address: ENETUNREACH
            address: ENETUNREACH
            address: ENETUNREACH
            address: ok
            """);
    }

    [Test]
    public async Task Sockets_that_no_network_namespace_holds_cannot_be_made()
    {
        // AF_VSOCK leads to the hypervisor, AF_QIPCRTR to other processors; io_uring makes sockets past the filter.
        string[] sockets = ["family:40", "family:42", "io_uring:1"];
        var outside = await new ToolCommand { FileName = Probe.Compile("connect") }.RunAsync(sockets);

        (await new ToolCommand().ProbeAsync("connect", sockets)).ExpectOutput("family: EAFNOSUPPORT\nfamily: EAFNOSUPPORT\nio_uring: ENOSYS");
        (await new ToolCommand().ProbeAsync("connect", sockets, "--net", "host")).ExpectOutput(outside.Output);
    }

    [Test]
    public async Task Two_sandboxes_listen_on_the_same_port()
    {
        string[] command = ["--", Probe.Compile("listen"), $"{FreePort()}"];
        using var first = new ToolCommand().Start(command);
        try
        {
            foreach (var line in new[] { "127.0.0.1: ok", "::1: ok", "ready" })
            {
                Assert.That(await first.StandardOutput.ReadLineAsync(), Is.EqualTo(line));
            }

            (await Tool.RunAsync(command)).ExpectOutput("127.0.0.1: ok\n::1: ok\nready");
        }
        finally
        {
            first.StandardInput.Close();
            await first.WaitForExitAsync();
        }

        Assert.That(first.ExitCode, Is.Zero);
    }

    [Test]
    public async Task An_unknown_network_is_refused() => (await Tool.RunAsync("--net", "some", "--", "true")).ExpectRefusal("--net", "some");

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Port(listener);
    }
}
