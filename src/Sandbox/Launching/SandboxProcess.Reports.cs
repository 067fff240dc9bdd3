using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>What its sandbox-init reports.</summary>
internal sealed partial class SandboxProcess
{
    /// <summary>
    /// Whether nothing is done afterwards that the namespaces would be in the way of, once all processes are dead.
    /// </summary>
    private bool EndsWithItsProcesses =>
        _plan is { Cgroup: null, Wrapper: null, Layers.IsEmpty: true } && _plan.Namespaces.HasFlag(Namespaces.Pid) && _spec.Outputs.IsEmpty;

    /// <summary>
    /// Reads reports until all that is to be told is told; where that is the end of the sandbox, reaps its monitor.
    /// </summary>
    private async Task<RunOutcome> ReceiveOutcomeAsync()
    {
        ReportRecord? failure = null;
        RunOutcome? outcome = null;
        var (wallTimeReached, processorTimeReached) = (false, false);
        SandboxSetupException? weakened = null;
        while (await _socket.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is { } report)
        {
            switch ((ReportKind)report.Kind)
            {
                case ReportKind.Started:
                    _log.Started(Backend, MonitorId);
                    weakened = FindWeakened();
                    break;
                case ReportKind.WallTimeReached:
                    wallTimeReached = true;
                    break;
                case ReportKind.Handed:
                    _streams.Take(report, _socket.TakeDescriptor());
                    break;
                case ReportKind.NotCollected:
                    _streams.Transfers!.Miss(report);
                    break;
                case ReportKind.ProcessorTimeReached:
                    processorTimeReached = true;
                    break;
                case ReportKind.Exited when EndsWithItsProcesses && failure is null:
                    return new RunOutcome(report, wallTimeReached) { ProcessorTimeReached = processorTimeReached };
                case ReportKind.Exited or ReportKind.Exiting:
                    outcome = new RunOutcome(report, wallTimeReached) { ProcessorTimeReached = processorTimeReached };
                    break;
                default:
                    failure ??= report;
                    break;
            }
        }

        // The socket ends when the monitor does; taking it off the process table is a matter of microseconds.
        _monitor.Reap();
        _isGone = true;
        var message = _streams.Wrapper is null ? "" : await _streams.Wrapper.ReadMessageAsync().ConfigureAwait(false);
        if (message.Length > 0)
        {
            _log.WrapperWrote(Backend, MonitorId, message);
        }

        return weakened is not null ? throw weakened
            : failure is { } failed ? throw SetupFailure.Of(_plan, _cgroup, failed, message)
            : outcome ?? throw SetupFailure.Lost(_plan);
    }

    /// <summary>Lets whoever waits for the start go on, unless a limit of the group is not what was set.</summary>
    private SandboxSetupException? FindWeakened()
    {
        try
        {
            _cgroup?.Verify();
            _started.TrySetResult();
            return null;
        }
        catch (SandboxSetupException exception)
        {
            Kill();
            return exception;
        }
    }
}
