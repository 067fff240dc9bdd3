using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>A sandbox whose host is the test: it can send the monitor anything.</summary>
internal sealed class RunningSandbox : IDisposable
{
    private readonly Socket _socket;
    private readonly AnonymousPipeClientStream _output;
    private readonly int _monitor;

    private RunningSandbox(Socket socket, AnonymousPipeClientStream output, int monitor)
    {
        _socket = socket;
        _output = output;
        _monitor = monitor;
    }

    /// <summary>A plan for a shell script in namespaces of its own.</summary>
    public static LaunchPlan Script(string script) => SamplePlan.With() with { FileName = "/bin/sh", Arguments = ["sh", "-c", script] };

    /// <summary>Starts a shell script in namespaces of its own, and returns when it runs.</summary>
    public static Task<RunningSandbox> StartAsync(string script) => StartAsync(Script(script), ReportKind.Started);

    /// <summary>Makes a sandbox that waits for its command.</summary>
    public static Task<RunningSandbox> HoldAsync() => StartAsync(PlanParts.Held(Script("")), ReportKind.Prepared);

    private static async Task<RunningSandbox> StartAsync(LaunchPlan plan, ReportKind expected)
    {
        using var file = Memfd.CreateData("plan", PlanEncoder.Encode(plan));
        var (socket, monitorEnd) = OpenPair();
        var (readEnd, writeEnd) = FileDescriptors.Pipe();
        int pid;
        using (monitorEnd)
        using (writeEnd)
        {
            pid = InitProcess.Spawn(file, monitorEnd, [writeEnd.Number, writeEnd.Number, writeEnd.Number], []).Id;
        }

        var output = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(readEnd.DangerousGetHandle(), ownsHandle: true));
        readEnd.SetHandleAsInvalid();
        var sandbox = new RunningSandbox(socket, output, pid);
        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(expected));
        return sandbox;
    }

    public void Send(ReadOnlySpan<byte> message) => _socket.Send(message);

    public void Send(uint kind, uint value)
    {
        var request = new RequestRecord { Kind = kind, Value = value };
        Send(MemoryMarshal.AsBytes(new ReadOnlySpan<RequestRecord>(in request)));
    }

    /// <summary>Asks it to carry out a plan, with streams that lead nowhere.</summary>
    public void SendExecute(LaunchPlan plan)
    {
        using var file = Memfd.CreateData("plan", PlanEncoder.Encode(plan));
        using var nowhere = FileDescriptors.Open("/dev/null", LibC.O_RDWR);
        var request = new RequestRecord { Kind = (uint)RequestKind.Execute };
        var descriptors = CommandDescriptors.Of(file.Number, nowhere.Number, nowhere.Number, nowhere.Number);
        var sent = UnixMessages.Send(
            (int)_socket.Handle, request, MemoryMarshal.AsBytes(new ReadOnlySpan<CommandDescriptors>(in descriptors)));
        Assert.That(sent, Is.EqualTo((nint)Unsafe.SizeOf<RequestRecord>()));
    }

    /// <summary>Nobody is left: not to write, not to report, and the monitor itself was not killed.</summary>
    public async Task ExpectEndAsync()
    {
        while (await ReadAsync() >= 0)
        {
        }

        while (await ReceiveAsync() != ReportKind.None)
        {
        }

        Assert.That(await WaitAsync() & 0x7F, Is.Zero, "a signal ended the monitor");
    }

    /// <summary>The next report; <see cref="ReportKind.None"/> at the end.</summary>
    public async Task<ReportKind> ReceiveAsync()
    {
        var report = new byte[Unsafe.SizeOf<ReportRecord>()];
        try
        {
            return await _socket.ReceiveAsync(report) == 0 ? ReportKind.None : (ReportKind)MemoryMarshal.Read<ReportRecord>(report).Kind;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return ReportKind.None;
        }
    }

    /// <summary>One byte of what the script writes; -1 when no process is left that could write.</summary>
    public async Task<int> ReadAsync()
    {
        var one = new byte[1];
        return await _output.ReadAsync(one) == 0 ? -1 : one[0];
    }

    /// <summary>How the monitor ended (wait(2)).</summary>
    public Task<int> WaitAsync() => Task.Run(() =>
    {
        Assert.That(LibC.waitpid(_monitor, out var status, 0), Is.EqualTo(_monitor));
        return status;
    });

    public void Dispose()
    {
        _socket.Dispose();
        _output.Dispose();
    }

    private static unsafe (Socket Host, DescriptorHandle Monitor) OpenPair()
    {
        var ends = stackalloc int[2];
        Assert.That(LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, ends), Is.Zero);
        return (new Socket(new SafeSocketHandle(ends[0], ownsHandle: true)), new DescriptorHandle(ends[1]));
    }
}
