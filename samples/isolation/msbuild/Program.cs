using System;
using System.Net;
using System.Net.Sockets;

// The tests of a project that needs no package: exit code 0 when all hold.
(string Name, Func<bool> Holds)[] tests =
[
    ("a fixed port is free", () =>
    {
        using var server = new TcpListener(IPAddress.Loopback, 8080);
        server.Start();
        using var client = new TcpClient("127.0.0.1", 8080);
        return client.Connected;
    }),
    ("nothing reaches the network", () =>
    {
        try
        {
            using var client = new TcpClient("198.51.100.1", 80);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.NetworkUnreachable;
        }
    }),
];

var failed = 0;
foreach (var (name, holds) in tests)
{
    var passed = holds();
    failed += passed ? 0 : 1;
    Console.WriteLine($"{(passed ? "passed" : "FAILED")}: {name}");
}

return failed == 0 ? 0 : 1;
