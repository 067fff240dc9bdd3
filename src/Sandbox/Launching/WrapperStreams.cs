using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Launching;

/// <summary>What is open for a wrapper: its files, and its own standard streams, of which what it writes is kept.</summary>
internal sealed class WrapperStreams : IDisposable
{
    // A failing wrapper says why in a line or two; what goes beyond is read and dropped.
    private const int MaxMessageBytes = 8 * 1024;

    private readonly List<DescriptorHandle> _childEnds = [];
    private readonly OutputPump _output;

    private WrapperStreams()
    {
        var (readEnd, writeEnd) = FileDescriptors.Pipe();
        _childEnds.Add(writeEnd);
        _output = new OutputPump(readEnd, new CaptureSink(MaxMessageBytes));
    }

    /// <summary>The wrapper's descriptors 0, 1 and 2.</summary>
    public int[] Descriptors { get; private set; } = [];

    /// <summary>All that is passed on with the wrapper, in the order of <see cref="WrapperLayout"/>.</summary>
    public int[] Passed { get; private set; } = [];

    /// <param name="plan">A plan with a wrapper.</param>
    /// <param name="wrapper">The wrapper.</param>
    /// <param name="commandStreams">The command's descriptors 0, 1 and 2.</param>
    /// <exception cref="SandboxSetupException">There is no memory or no descriptor left.</exception>
    public static WrapperStreams Open(LaunchPlan plan, LaunchWrapper wrapper, ReadOnlySpan<int> commandStreams)
    {
        var streams = new WrapperStreams();
        try
        {
            var output = streams._childEnds[0].Number;
            streams.Descriptors = [streams.Keep(FileDescriptors.Open("/dev/null", LibC.O_RDONLY)), output, output];
            var files = new WrapperLayout(plan, wrapper).Files
                .Select(file => streams.Keep(file.Open())).ToArray();
            streams.Passed = [.. plan.PassedDescriptors, .. files, .. commandStreams, InitExecutable.Instance.Descriptor];
            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>Starts reading; this process lets go of the wrapper's ends.</summary>
    public void Start()
    {
        CloseChildEnds();
        _output.Start();
    }

    /// <summary>What the wrapper wrote, once it has ended.</summary>
    public async Task<string> ReadMessageAsync()
    {
        var outcome = await _output.FinishAsync(CancellationToken.None).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetString(outcome.Kept.Span).Trim();
    }

    public void Dispose()
    {
        CloseChildEnds();
        _output.Dispose();
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
