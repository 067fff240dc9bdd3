using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Opens where an output goes. Without a limit the command gets the caller's stream or the file itself; with one it gets
/// a pipe whatever it writes to, so that this process can count.
/// </summary>
/// <param name="limit">The most bytes of each output, or null.</param>
/// <param name="onExceeded">Called when one has more.</param>
internal sealed class OutputOpener(long? limit, Action onExceeded)
{
    /// <summary>Opens an output that is not merged with another.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="number">The caller's own stream of this kind, 1 or 2.</param>
    /// <returns>The command's end, or null for the caller's stream itself; and what copies from it, or null.</returns>
    /// <exception cref="SandboxSetupException">A file cannot be opened, or there is no descriptor left.</exception>
    public (DescriptorHandle? ChildEnd, OutputPump? Pump) Open(SandboxOutput output, int number) => output switch
    {
        StreamOutput stream => Pipe(new StreamSink(stream.Destination)),
        CaptureOutput capture => Pipe(new CaptureSink(capture.Limit)),
        NullOutput when limit is null => (FileDescriptors.Open("/dev/null", LibC.O_WRONLY), null),
        FileOutput file when limit is null => (OpenFile(file), null),
        InheritOutput when limit is null => (null, null),
        NullOutput => Pipe(new CaptureSink(0)),
        FileOutput file => PipeTo(OpenFile(file)),
        InheritOutput => PipeTo(FileDescriptors.Duplicate(number)),
        _ => throw new NotSupportedException($"{output.GetType().Name} cannot be opened"),
    };

    /// <summary>What takes an output that is copied by this process whatever the limit: a stream of the caller or a capture.</summary>
    public IOutputSink OpenSink(SandboxOutput output) => output switch
    {
        StreamOutput stream => Counted(new StreamSink(stream.Destination)),
        CaptureOutput capture => Counted(new CaptureSink(capture.Limit)),
        _ => throw new NotSupportedException($"{output.GetType().Name} is not copied"),
    };

    private static DescriptorHandle OpenFile(FileOutput file) => FileDescriptors.Open(
        file.Path, LibC.O_WRONLY | LibC.O_CREAT | (file.Append ? LibC.O_APPEND : LibC.O_TRUNC));

    private (DescriptorHandle ChildEnd, OutputPump Pump) PipeTo(DescriptorHandle destination)
    {
        try
        {
            return Pipe(new DescriptorSink(destination));
        }
        catch
        {
            destination.Dispose();
            throw;
        }
    }

    private (DescriptorHandle ChildEnd, OutputPump Pump) Pipe(IOutputSink sink)
    {
        var (readEnd, writeEnd) = FileDescriptors.Pipe();
        return (writeEnd, new OutputPump(readEnd, Counted(sink)));
    }

    private IOutputSink Counted(IOutputSink sink) => limit is { } most ? new LimitedSink(sink, most, onExceeded) : sink;
}
