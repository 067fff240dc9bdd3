using Sandbox.Linux;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// All that is opened for one start: the command's standard streams, what else is taken out and, with a wrapper, the
/// wrapper's streams. Its cgroup is passed with them.
/// </summary>
/// <remarks>A sandbox that is held has no command yet, and streams that lead nowhere.</remarks>
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
        var isHeld = plan.Part == PlanPart.Held;
        var stdio = isHeld ? SandboxStdio.Discarded : spec.Stdio;
        var streams = new LaunchStreams(plan, cgroup, StandardStreams.Open(stdio, isHeld ? null : plan.OutputLimit));
        try
        {
            streams.Transfers = isHeld ? null : Transfers.Open(plan, spec);
            streams.Wrapper = plan.Wrapper is { } wrapper ? WrapperStreams.Open(plan, wrapper, streams.Command.Descriptors) : null;
            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>Opens what the command of a sandbox needs that was held.</summary>
    /// <param name="held">What was opened to build it. Its wrapper's streams belong to the new ones once that has returned.</param>
    /// <param name="plan">What is left to do.</param>
    /// <param name="spec">The spec, with the command in it.</param>
    /// <exception cref="SandboxSetupException">A file cannot be opened, or there is no descriptor left.</exception>
    public static LaunchStreams Continue(LaunchStreams held, LaunchPlan plan, SandboxSpec spec)
    {
        var streams = new LaunchStreams(plan, held._cgroup, StandardStreams.Open(spec.Stdio, plan.OutputLimit));
        try
        {
            streams.Transfers = Transfers.Open(plan, spec);
        }
        catch
        {
            streams.Dispose();
            throw;
        }

        streams.Wrapper = held.Wrapper;
        held.Wrapper = null;
        return streams;
    }

    /// <summary>Starts copying; this process lets go of the other ends.</summary>
    /// <param name="onOutputExceeded">Called when the command has written more than it may.</param>
    public void Start(Action onOutputExceeded)
    {
        Command.Start(onOutputExceeded);
        Transfers?.Start(onOutputExceeded);
        if (_plan.Part != PlanPart.Continuation)
        {
            Wrapper?.Start();
        }
    }

    /// <summary>Takes what sandbox-init hands out.</summary>
    /// <param name="report">A report of kind Handed.</param>
    /// <param name="descriptor">What came with it, or null where the limit on descriptors left no room for it.</param>
    /// <exception cref="SandboxSetupException">What the command writes to did not arrive.</exception>
    public void Take(in ReportRecord report, DescriptorHandle? descriptor)
    {
        if ((PlanStage)report.Stage == PlanStage.Init && _plan.Setup.ElementAtOrDefault((int)report.StepIndex) is OrderOutputsStep)
        {
            Command.Take(report, descriptor);
        }
        else
        {
            Transfers!.Take(report, descriptor);
        }
    }

    public void Dispose()
    {
        Command.Dispose();
        Transfers?.Dispose();
        Wrapper?.Dispose();
    }
}
