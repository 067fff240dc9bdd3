using Sandbox.Linux.Cgroups;
using Sandbox.Plans;

namespace Sandbox.Launching;

/// <summary>
/// All that is opened for one start: the command's standard streams, what else is taken out and, with a wrapper, the
/// wrapper's streams. Its cgroup is passed with them.
/// </summary>
internal sealed class LaunchStreams : IDisposable
{
    private readonly LaunchPlan _plan;
    private readonly RunCgroup? _cgroup;

    private LaunchStreams(LaunchPlan plan, RunCgroup? cgroup, StandardStreams command)
    {
        _plan = plan;
        _cgroup = cgroup;
        Command = command;
    }

    public StandardStreams Command { get; }

    public WrapperStreams? Wrapper { get; private set; }

    public Transfers? Transfers { get; private set; }

    /// <summary>Descriptors 0, 1 and 2 of sandbox-init, and so of what it executes.</summary>
    public ReadOnlySpan<int> Standard => Wrapper is null ? Command.Descriptors : Wrapper.Descriptors;

    /// <summary>The descriptors that are passed besides.</summary>
    public int[] Passed =>
    [
        .. Wrapper is null ? _plan.PassedDescriptors.AsSpan() : Wrapper.Passed,
        .. _cgroup is null ? Array.Empty<int>() : [_cgroup.Descriptor],
    ];

    /// <exception cref="SandboxSetupException">A file cannot be opened, or there is no descriptor left.</exception>
    public static LaunchStreams Open(LaunchPlan plan, RunCgroup? cgroup, SandboxSpec spec)
    {
        var streams = new LaunchStreams(plan, cgroup, StandardStreams.Open(spec.Stdio, plan.OutputLimit));
        try
        {
            streams.Transfers = Transfers.Open(plan, spec);
            streams.Wrapper = plan.Wrapper is { } wrapper ? WrapperStreams.Open(plan, wrapper, streams.Command.Descriptors) : null;
            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>Starts copying; this process lets go of the other ends.</summary>
    /// <param name="onOutputExceeded">Called when the command has written more than it may.</param>
    public void Start(Action onOutputExceeded)
    {
        Command.Start(onOutputExceeded);
        Transfers?.Start(onOutputExceeded);
        Wrapper?.Start();
    }

    public void Dispose()
    {
        Command.Dispose();
        Transfers?.Dispose();
        Wrapper?.Dispose();
    }
}
