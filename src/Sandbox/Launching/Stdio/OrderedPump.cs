using System.Net.Sockets;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Copies what a command writes to both of its outputs, in the order of writing: each write is a datagram in one queue,
/// which tells by its sender's name which output it was written to. The sockets are made inside (StepCode.OrderOutputs).
/// </summary>
/// <param name="output">Takes what is written to standard output, a write at a time.</param>
/// <param name="error">The same for standard error.</param>
internal sealed class OrderedPump(IOutputSink output, IOutputSink error) : IDisposable
{
    private const int Receiver = 0;
    private const int SmallestBuffer = 64 * 1024;

    // The command's ends are held as well: as long as they are, nobody else can take their names.
    private readonly DescriptorHandle?[] _sockets = new DescriptorHandle?[3];
    private readonly byte[][] _names = [[], [], []];
    private readonly CancellationTokenSource _treeIsDead = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Exception?[] _failures = new Exception?[3];
    private Socket? _queue;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(SmallestBuffer);
    private Task _copying = Task.CompletedTask;

    /// <summary>Takes a socket that was made; the last of them starts copying.</summary>
    /// <param name="which">0 for the receiver, 1 and 2 for the command's.</param>
    /// <param name="socket">The socket, or null where there was no descriptor left for it.</param>
    /// <exception cref="SandboxSetupException">It did not arrive.</exception>
    public void Take(uint which, DescriptorHandle? socket)
    {
        if (socket is null || which >= _sockets.Length)
        {
            socket?.Dispose();
            throw new SandboxSetupException("could not take over the command's outputs: there was no descriptor left", "raise the limit (ulimit -n)");
        }

        _sockets[which] = socket;
        _names[which] = UnixSockets.NameOf(socket);
        if (_sockets.All(one => one is not null))
        {
            _queue = new Socket(new SafeSocketHandle(_sockets[Receiver]!.DangerousGetHandle(), ownsHandle: false));
            var giveUp = _giveUp.Token;
            _copying = Task.Run(() => CopyAsync(giveUp));
        }
    }

    /// <summary>Copies what is left in the queue, once no process of the command is alive.</summary>
    /// <param name="giveUp">Cancelled when waiting for whoever reads it is to end.</param>
    public async Task<(PumpOutcome Output, PumpOutcome Error)> FinishAsync(CancellationToken giveUp)
    {
        await _treeIsDead.CancelAsync().ConfigureAwait(false);
        using var passedOn = giveUp.Register(_giveUp.Cancel);
        try
        {
            await _copying.WaitAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return (new(output.Kept, IsCut: true, _failures[1]), new(error.Kept, IsCut: true, _failures[2]));
        }

        return (
            new(output.Kept, output.IsCut || _failures[1] is not null, _failures[1]),
            new(error.Kept, error.IsCut || _failures[2] is not null, _failures[2]));
    }

    public void Dispose()
    {
        _giveUp.Cancel();
        _queue?.Dispose();
        foreach (var socket in _sockets)
        {
            socket?.Dispose();
        }

        output.Dispose();
        error.Dispose();
        _treeIsDead.Dispose();
        _giveUp.Dispose();
    }

    private async Task CopyAsync(CancellationToken giveUp)
    {
        var goesOn = true;
        while (goesOn && await AwaitNextAsync().ConfigureAwait(false))
        {
            goesOn = await CopyWhatIsThereAsync(giveUp).ConfigureAwait(false);
        }

        if (goesOn)
        {
            // From here on nobody else can send: the queue has an end.
            UnixSockets.Connect(_sockets[Receiver]!, _names[1]);
            await CopyWhatIsThereAsync(giveUp).ConfigureAwait(false);
        }
        else
        {
            // A command that goes on writing learns that nobody reads.
            _queue!.Dispose();
            _sockets[Receiver]!.Dispose();
        }

        await CompleteAsync(1, output, giveUp).ConfigureAwait(false);
        await CompleteAsync(2, error, giveUp).ConfigureAwait(false);
    }

    /// <returns>False once no process of the command is alive.</returns>
    private async Task<bool> AwaitNextAsync()
    {
        try
        {
            // Only looked at: the sender's name is to be known. One without a byte is a write of none.
            await _queue!.ReceiveAsync(new byte[1], SocketFlags.Peek, _treeIsDead.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_treeIsDead.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>False when there is no use in going on.</returns>
    private async Task<bool> CopyWhatIsThereAsync(CancellationToken giveUp)
    {
        while (!giveUp.IsCancellationRequested && UnixSockets.TryReceive(_sockets[Receiver]!, ref _buffer, out var length, out var sender))
        {
            var which = Array.FindIndex(_names, 1, name => name.AsSpan().SequenceEqual(sender));
            if (which > 0 && length > 0 && !await TryWriteAsync(which, _buffer.AsMemory(0, length), giveUp).ConfigureAwait(false))
            {
                return false;
            }
        }

        return !giveUp.IsCancellationRequested;
    }

    private async ValueTask<bool> TryWriteAsync(int which, ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
    {
        try
        {
            return await (which == 1 ? output : error).WriteAsync(bytes, giveUp).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A stream of the caller may throw anything.
            _failures[which] = exception;
            return false;
        }
    }

    private async ValueTask CompleteAsync(int which, IOutputSink sink, CancellationToken giveUp)
    {
        try
        {
            await sink.CompleteAsync(giveUp).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _failures[which] ??= exception;
        }
    }
}
