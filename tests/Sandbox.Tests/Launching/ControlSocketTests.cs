using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Launching;
using Sandbox.Linux;
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

    [Test]
    public async Task Who_waits_gets_what_comes()
    {
        var first = _host.ReceiveAsync(CancellationToken.None);
        Assert.That(first.IsCompleted, Is.False);
        Send(new ReportRecord { Kind = (uint)ReportKind.Started });
        Assert.That((await first)?.Kind, Is.EqualTo((uint)ReportKind.Started));

        var second = _host.ReceiveAsync(CancellationToken.None);
        _monitor.Dispose();
        Assert.That(await second, Is.Null);
    }

    [Test]
    public async Task Every_report_is_received_once_however_they_come()
    {
        const int Count = 2000;
        var sending = Task.Run(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                Send(new ReportRecord { Kind = (uint)ReportKind.Started, WaitStatus = i });
            }
        });

        for (var i = 0; i < Count; i++)
        {
            Assert.That((await _host.ReceiveAsync(CancellationToken.None))?.WaitStatus, Is.EqualTo(i));
        }

        await sending;
    }

    [Test]
    public async Task Many_sockets_get_each_their_own()
    {
        var pairs = Enumerable.Range(0, 200).Select(_ => ControlSocket.CreatePair()).ToArray();
        var waiting = pairs.Select(pair => pair.Host.ReceiveAsync(CancellationToken.None).AsTask()).ToArray();

        for (var i = 0; i < pairs.Length; i++)
        {
            UnixMessages.Send(pairs[i].Monitor.Number, new ReportRecord { Kind = (uint)ReportKind.Exited, WaitStatus = i }, []);
        }

        Assert.That((await Task.WhenAll(waiting)).Select(report => report?.WaitStatus), Is.EqualTo(Enumerable.Range(0, pairs.Length)));
        foreach (var (host, monitor) in pairs)
        {
            host.Dispose();
            monitor.Dispose();
        }
    }

    [Test]
    public async Task What_comes_after_a_wait_was_given_up_is_for_the_next_one()
    {
        using var cancellation = new CancellationTokenSource();
        var given = _host.ReceiveAsync(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());

        Send(new ReportRecord { Kind = (uint)ReportKind.Exited });
        Assert.That((await _host.ReceiveAsync(CancellationToken.None))?.Kind, Is.EqualTo((uint)ReportKind.Exited));
        Assert.That(async () => await _host.ReceiveAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Draining_passes_over_what_is_told_until_the_end()
    {
        Send(new ReportRecord { Kind = (uint)ReportKind.Started });
        var drained = _host.DrainAsync();
        Send(new ReportRecord { Kind = (uint)ReportKind.Exited });
        Assert.That(drained.IsCompleted, Is.False);

        _monitor.Dispose();
        await drained;
    }

    [Test]
    public async Task One_that_is_forgotten_is_closed_and_one_that_somebody_waits_at_is_not()
    {
        var forgotten = Forget(waits: false);
        var (monitor, report) = Forget(waits: true);
        CollectGarbage();

        // Without its other end nothing can be sent (EPIPE).
        Assert.That((long)UnixMessages.Send(forgotten.Monitor.Number, new ReportRecord(), []), Is.Negative);
        Assert.That((long)UnixMessages.Send(monitor.Number, new ReportRecord { Kind = (uint)ReportKind.Exited }, []), Is.Positive);
        Assert.That((await report!)?.Kind, Is.EqualTo((uint)ReportKind.Exited));
        forgotten.Monitor.Dispose();
        monitor.Dispose();
    }

    [Test]
    public void Who_waits_at_its_disposal_is_told()
    {
        var waiting = _host.ReceiveAsync(CancellationToken.None);
        _host.Dispose();

        Assert.That(async () => await waiting, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Requests_that_nobody_reads_are_refused_in_the_end_and_keep_nobody_waiting()
    {
        var sent = 0;
        while (_host.Send(new RequestRecord { Kind = (uint)RequestKind.Signal, Value = 10 }))
        {
            Assert.That(++sent, Is.LessThan(100_000));
        }

        Assert.That(sent, Is.GreaterThan(50));
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
        Assert.That(_host.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }), Is.True);
        _host.Dispose();
        Assert.That(_host.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }), Is.True);
    }

    // In a frame of its own, so that no local variable keeps it alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (DescriptorHandle Monitor, Task<ReportRecord?>? Report) Forget(bool waits)
    {
        var (host, monitor) = ControlSocket.CreatePair();
        return (monitor, waits ? host.ReceiveAsync(CancellationToken.None).AsTask() : null);
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private void Send(ReportRecord report) =>
        SendBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<ReportRecord>(in report)).ToArray());

    private void SendBytes(byte[] message) => Assert.That(_monitor.Send(message), Is.EqualTo(message.Length));
}
