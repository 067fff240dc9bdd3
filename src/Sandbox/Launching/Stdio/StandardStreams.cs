using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// The command's three standard streams: the descriptors it gets, and what this process copies from and to them.
/// </summary>
internal sealed class StandardStreams : IDisposable
{
    private readonly int[] _descriptors = [0, 1, 2];
    private readonly List<DescriptorHandle> _childEnds = [];
    private InputPump? _input;
    private OutputPump? _output;
    private OutputPump? _error;
    private OrderedPump? _ordered;
    private volatile bool _isOutputExceeded;
    private Action _onExceeded = () => { };

    private StandardStreams()
    {
    }

    /// <summary>The descriptors for 0, 1 and 2.</summary>
    public ReadOnlySpan<int> Descriptors => _descriptors;

    /// <summary>Whether an output had more bytes than its limit; known for certain once all was copied.</summary>
    public bool IsOutputExceeded => _isOutputExceeded;

    /// <param name="stdio">Where they come from and go to.</param>
    /// <param name="outputLimit">The most bytes of each output, those merged into one counting together; or null.</param>
    /// <exception cref="SandboxSetupException">A file cannot be opened, or there is no descriptor left.</exception>
    public static StandardStreams Open(SandboxStdio stdio, long? outputLimit)
    {
        var streams = new StandardStreams();
        try
        {
            var opener = new OutputOpener(outputLimit, streams.NoteExceeded);
            streams.OpenInput(stdio.Input);
            if (stdio.InOrder)
            {
                streams.OpenOrdered(new OrderedPump(opener.OpenSink(stdio.Output), opener.OpenSink(stdio.Error)));
                return streams;
            }

            streams._output = streams.OpenOutput(opener, stdio.Output, 1);
            streams._error = streams.OpenOutput(opener, stdio.Error, 2);
            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>Starts copying; this process lets go of the command's ends.</summary>
    /// <param name="onExceeded">Called when an output has more bytes than its limit.</param>
    public void Start(Action onExceeded)
    {
        _onExceeded = onExceeded;
        CloseChildEnds();
        _input?.Start();
        _output?.Start();
        _error?.Start();
    }

    /// <summary>Takes one of the sockets of outputs that stay in order.</summary>
    /// <param name="report">A report of kind Handed.</param>
    /// <param name="descriptor">What came with it, or null where the limit on descriptors left no room for it.</param>
    /// <exception cref="SandboxSetupException">It did not arrive.</exception>
    public void Take(in ReportRecord report, DescriptorHandle? descriptor) => _ordered!.Take(report.Which, descriptor);

    /// <summary>Copies what the command has left in the pipes, once no process of it is alive.</summary>
    /// <param name="giveUp">Cancelled when waiting for whoever reads it is to end.</param>
    /// <returns>Whatever the stream that is the input threw, and what became of standard output and standard error.</returns>
    public async Task<(Exception? Input, PumpOutcome Output, PumpOutcome Error)> FinishAsync(CancellationToken giveUp)
    {
        var input = _input is null ? null : await _input.FinishAsync().ConfigureAwait(false);
        if (_ordered is not null)
        {
            var (first, second) = await _ordered.FinishAsync(giveUp).ConfigureAwait(false);
            return (input, first, second);
        }

        var output = _output is null ? default : await _output.FinishAsync(giveUp).ConfigureAwait(false);
        var error = _error is null ? default : await _error.FinishAsync(giveUp).ConfigureAwait(false);
        return (input, output, error);
    }

    public void Dispose()
    {
        CloseChildEnds();
        _input?.Dispose();
        _output?.Dispose();
        _error?.Dispose();
        _ordered?.Dispose();
    }

    private void OpenInput(SandboxInput input)
    {
        switch (input)
        {
            case NullInput:
                _descriptors[0] = Keep(FileDescriptors.Open("/dev/null", LibC.O_RDONLY));
                break;
            case FileInput file:
                _descriptors[0] = Keep(FileDescriptors.Open(file.Path, LibC.O_RDONLY));
                break;
            case StreamInput stream:
                var (readEnd, writeEnd) = FileDescriptors.Pipe();
                _descriptors[0] = Keep(readEnd);
                _input = new InputPump(stream.Source, writeEnd);
                break;
        }
    }

    // sandbox-init makes the command's ends; until then there are others.
    private void OpenOrdered(OrderedPump pump)
    {
        _ordered = pump;
        _descriptors[1] = _descriptors[2] = Keep(FileDescriptors.Open("/dev/null", LibC.O_WRONLY));
    }

    private OutputPump? OpenOutput(OutputOpener opener, SandboxOutput output, int number)
    {
        if (output is MergedOutput)
        {
            _descriptors[number] = _descriptors[1];
            return null;
        }

        var (childEnd, pump) = opener.Open(output, number);
        if (childEnd is not null)
        {
            _descriptors[number] = Keep(childEnd);
        }

        return pump;
    }

    private void NoteExceeded()
    {
        _isOutputExceeded = true;
        _onExceeded();
    }

    private int Keep(DescriptorHandle handle)
    {
        _childEnds.Add(handle);
        return handle.Number;
    }

    private void CloseChildEnds()
    {
        foreach (var handle in _childEnds)
        {
            handle.Dispose();
        }

        _childEnds.Clear();
    }
}
