using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Launching;
using Sandbox.Wire;

namespace Sandbox.Tests.Launching;

public sealed class ControlSocketTests
{
    private ControlSocket _host = null!;
    private Socket _monitor = null!;

    [SetUp]
    public void Connect()
    {
        (_host, var monitor) = ControlSocket.CreatePair();
        _monitor = new Socket(new SafeSocketHandle(monitor.DangerousGetHandle(), ownsHandle: true));
        monitor.SetHandleAsInvalid();
    }

    [TearDown]
    public void Close()
    {
        _host.Dispose();
        _monitor.Dispose();
    }

    [Test]
    public async Task Each_message_is_one_report()
    {
        Send(new ReportRecord { Kind = (uint)ReportKind.Started });
        Send(new ReportRecord { Kind = (uint)ReportKind.Exited, WaitStatus = 0x2A00, MaxResident = long.MaxValue });

        var first = await _host.ReceiveAsync(CancellationToken.None);
        var second = await _host.ReceiveAsync(CancellationToken.None);

        Assert.That(first!.Value.Kind, Is.EqualTo((uint)ReportKind.Started));
        Assert.That((second!.Value.WaitStatus, second.Value.MaxResident), Is.EqualTo((0x2A00, long.MaxValue)));
    }

    [Test]
    public async Task The_end_is_no_report()
    {
        _monitor.Dispose();

        Assert.That(await _host.ReceiveAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_end_with_a_request_unread_is_an_end_all_the_same()
    {
        _host.Send(new RequestRecord { Kind = (uint)RequestKind.Kill });
        _monitor.Dispose();

        Assert.That(await _host.ReceiveAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task What_was_reported_before_such_an_end_is_not_lost()
    {
        _host.Send(new RequestRecord { Kind = (uint)RequestKind.Signal, Value = 2 });
        Send(new ReportRecord { Kind = (uint)ReportKind.WallTimeReached });
        Send(new ReportRecord { Kind = (uint)ReportKind.Exited });
        _monitor.Dispose();

        var first = await _host.ReceiveAsync(CancellationToken.None);
        var second = await _host.ReceiveAsync(CancellationToken.None);

        Assert.That((first?.Kind, second?.Kind), Is.EqualTo(((uint?)ReportKind.WallTimeReached, (uint?)ReportKind.Exited)));
        Assert.That(await _host.ReceiveAsync(CancellationToken.None), Is.Null);
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(200)]
    public void A_message_of_another_length_is_refused(int length)
    {
        Assume.That(length, Is.Not.EqualTo(Unsafe.SizeOf<ReportRecord>()));
        SendBytes(new byte[length]);

        Assert.That(
            async () => await _host.ReceiveAsync(CancellationToken.None),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains("is no report"));
    }

    [Test]
    public void A_request_to_a_sandbox_that_has_ended_goes_nowhere()
    {
        _monitor.Dispose();
        Assert.That(() => _host.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }), Throws.Nothing);
        _host.Dispose();
        Assert.That(() => _host.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }), Throws.Nothing);
    }

    private void Send(ReportRecord report) =>
        SendBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<ReportRecord>(in report)).ToArray());

    private void SendBytes(byte[] message) => Assert.That(_monitor.Send(message), Is.EqualTo(message.Length));
}
