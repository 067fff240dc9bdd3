using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Sandbox.Linux;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>One sandbox, from the spawn of its monitor to the end of its last process.</summary>
internal sealed partial class SandboxProcess : ISandboxProcess
{
    private readonly LaunchPlan _plan;
    private readonly SandboxSpec _spec;
    private readonly MonitorProcess _monitor;
    private readonly ControlSocket _socket;
    private readonly LaunchStreams _streams;
    private readonly RunCgroup? _cgroup;
    private readonly long _startedAt;
    private readonly LaunchLog _log;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DrainPatience _patience = new();
    private readonly Task<SandboxResult> _end;
    private bool _isGone;
    private bool _hasFailed;

    private SandboxProcess(Launch launch, LaunchPlan plan, SandboxSpec spec, long startedAt, LaunchLog log)
    {
        _plan = plan;
        _spec = spec;
        _monitor = launch.Monitor;
        _socket = launch.Socket;
        _streams = launch.Streams;
        _cgroup = launch.Cgroup;
        _startedAt = startedAt;
        _log = log;
        _streams.Start(KillWhenStarted);
        _end = FollowAsync();
    }

    /// <summary>Follows a sandbox-init to its end. Returns when the command was executed.</summary>
    /// <param name="launch">What was spawned, which this takes over.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="spec">The spec the plan was made of.</param>
    /// <param name="startedAt">When that began (<see cref="Stopwatch.GetTimestamp"/>).</param>
    /// <param name="log">Where it is logged.</param>
    /// <param name="cancellationToken">Ends the start; what was set up is torn down.</param>
    /// <exception cref="SandboxException">It was not executed: why.</exception>
    public static async Task<SandboxProcess> StartAsync(
        Launch launch, LaunchPlan plan, SandboxSpec spec, long startedAt, LaunchLog log, CancellationToken cancellationToken)
    {
        var process = new SandboxProcess(launch, plan, spec, startedAt, log);
        try
        {
            await process._started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return process;
        }
        catch
        {
            // Of a sandbox that was held the init reads the socket as yet, and may be stopped: then the monitor sees its end alone.
            process._socket.EndRequests();
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public string Backend => _plan.Backend;

    /// <inheritdoc/>
    public int MonitorId => _monitor.Id;

    /// <inheritdoc/>
    public Task<SandboxResult> WaitForExitAsync(CancellationToken cancellationToken = default) => _end.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Signal(int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signal, Signals.Max);
        _socket.Send(new RequestRecord { Kind = (uint)RequestKind.Signal, Value = (uint)signal });
    }

    /// <inheritdoc/>
    public void Kill()
    {
        if (!_socket.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }))
        {
            _socket.EndRequests();
        }

        _monitor.Continue();
        _patience.Hurry();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_end.IsCompleted)
        {
            Kill();
        }

        await TearDown.KillLateAsync(_end, _monitor).ConfigureAwait(false);
    }

    // Its first bytes may be here before the report that it runs; until then it could not tell how the command ended.
    private void KillWhenStarted() => _ = _started.Task.ContinueWith(
        _ => Kill(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private async Task<SandboxResult> FollowAsync()
    {
        try
        {
            if (_plan.Part == PlanPart.Whole)
            {
                _log.Spawned(_plan, MonitorId);
            }

            var outcome = await ReceiveOutcomeAsync().ConfigureAwait(false) with { Cgroup = _cgroup?.ReadOutcome() };
            if (outcome.IsLimitReached(_spec.Limits))
            {
                _patience.Hurry();
            }

            _patience.Begin();
            var result = await DrainAsync(outcome).ConfigureAwait(false);
            _log.Ended(Backend, MonitorId, result);
            return result;
        }
        catch (Exception exception)
        {
            // Whoever waits for the start learns it there, if anybody still does; whoever waits for the end, by the faulted task.
            _hasFailed = true;
            _started.TrySetException(exception);
            _ = _started.Task.Exception;
            _log.Failed(Backend, MonitorId, exception.Message);
            throw;
        }
        finally
        {
            if (_isGone)
            {
                _socket.Dispose();
            }
            else if (_hasFailed)
            {
                // Nobody follows it any longer, so it must not go on.
                await TearDown.EndAsync(_socket, _monitor).ConfigureAwait(false);
            }
            else
            {
                await TearDown.FollowAsync(_socket, _monitor).ConfigureAwait(false);
            }

            _streams.Dispose();
            _patience.Dispose();
            if (_cgroup is not null)
            {
                await _cgroup.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Passes on what is left of the outputs, and tells how it ended.</summary>
    /// <exception cref="Exception">Whatever a stream of the caller threw, where no limit was reached, which comes first.</exception>
    private async Task<SandboxResult> DrainAsync(RunOutcome outcome)
    {
        var (input, output, error) = await _streams.Command.FinishAsync(_patience.Over).ConfigureAwait(false);
        var collected = await _streams.Transfers!.FinishAsync(_patience.Over).ConfigureAwait(false);
        outcome = outcome with { OutputExceeded = _streams.Command.IsOutputExceeded || _streams.Transfers.IsLimitExceeded };
        UndeliveredOutput[] undelivered =
        [
            .. output.Failure is { } first ? [new UndeliveredOutput("/dev/stdout", first)] : Array.Empty<UndeliveredOutput>(),
            .. error.Failure is { } second ? [new UndeliveredOutput("/dev/stderr", second)] : Array.Empty<UndeliveredOutput>(),
            .. _streams.Transfers.Undelivered,
        ];
        if (!outcome.IsLimitReached(_spec.Limits) && (input ?? undelivered.Select(one => one.Failure).FirstOrDefault()) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return outcome.ToResult(_plan.Backend, _spec.Limits, Stopwatch.GetElapsedTime(_startedAt)) with
        {
            StandardOutput = output.Kept,
            StandardError = error.Kept,
            IsStandardOutputCut = output.IsCut,
            IsStandardErrorCut = error.IsCut,
            CollectedFiles = collected,
            OutputErrors = [.. undelivered.Select(one => new SandboxOutputError(one.Path, one.Failure.Message, IsMissing: false))],
        };
    }
}
