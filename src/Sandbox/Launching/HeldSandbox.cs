using System.Collections.Immutable;
using System.Diagnostics;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// A sandbox that is built and waits for its command. Everything in it has been given up that is given up for a command;
/// nothing runs inside but sandbox-init, and when this process ends, that does. It is used up once: by its command, or by its
/// disposal.
/// </summary>
internal sealed class HeldSandbox : IAsyncDisposable
{
    private readonly Launch _launch;
    private readonly LaunchPlan _held;
    private readonly LaunchPlan _whole;
    private readonly LaunchLog _log;

    private HeldSandbox(Launch launch, LaunchPlan held, LaunchPlan whole, LaunchLog log) =>
        (_launch, _held, _whole, _log) = (launch, held, whole, log);

    /// <summary>Whether it waits. It tells nothing while it does, so what there is to read is its end.</summary>
    public bool IsReady => !_launch.Socket.IsReadable;

    /// <summary>Waits until it is built.</summary>
    /// <param name="launch">What was spawned, which this takes over.</param>
    /// <param name="held">What it does now.</param>
    /// <param name="whole">What it is to do in the end.</param>
    /// <param name="log">Where it is logged.</param>
    /// <param name="cancellationToken">Ends the wait, and the sandbox.</param>
    /// <exception cref="SandboxSetupException">It could not be built.</exception>
    public static async Task<HeldSandbox> PrepareAsync(
        Launch launch, LaunchPlan held, LaunchPlan whole, LaunchLog log, CancellationToken cancellationToken)
    {
        launch.Streams.Start(() => { });
        var sandbox = new HeldSandbox(launch, held, whole, log);
        try
        {
            await sandbox.WaitUntilBuiltAsync(cancellationToken).ConfigureAwait(false);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts its command.</summary>
    /// <param name="spec">The spec, with the command in it.</param>
    /// <param name="command">The command.</param>
    /// <param name="environment">The command's environment, each as <c>NAME=value</c>.</param>
    /// <param name="cancellationToken">Ends the start, and the sandbox.</param>
    /// <exception cref="SandboxSetupException">It could not be started.</exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    public async Task<SandboxProcess> StartAsync(
        SandboxSpec spec, SandboxCommand command, ImmutableArray<string> environment, CancellationToken cancellationToken)
    {
        LaunchStreams? streams = null;
        LaunchPlan plan;
        var started = Stopwatch.GetTimestamp();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            plan = PlanParts.Continuation(_whole, spec, command, environment);
            streams = LaunchStreams.Continue(_launch.Streams, plan, spec);
            HandedDescriptors.RefuseDirectories(streams.Command.Descriptors, []);
            _launch.Cgroup?.BeginCounting();
            using var file = Memfd.CreateData("sandbox-plan", PlanEncoder.Encode(plan));
            _launch.Socket.SendCommand(file, streams.Command.Descriptors);
        }
        catch
        {
            streams?.Dispose();
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return await SandboxProcess
            .StartAsync(_launch with { Streams = streams }, plan, spec, started, _log, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await TearDown.EndAsync(_launch.Socket, _launch.Monitor).ConfigureAwait(false);
        _launch.Streams.Dispose();
        if (_launch.Cgroup is not null)
        {
            await _launch.Cgroup.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task WaitUntilBuiltAsync(CancellationToken cancellationToken)
    {
        ReportRecord? failure = null;
        _log.Spawned(_held, _launch.Monitor.Id);
        while (await _launch.Socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } report)
        {
            if (report.Kind == (uint)ReportKind.Prepared)
            {
                return;
            }

            failure ??= report;
        }

        var message = _launch.Streams.Wrapper is { } wrapper ? await wrapper.ReadMessageAsync().ConfigureAwait(false) : "";
        var exception = failure is { } failed ? SetupFailure.Of(_held, _launch.Cgroup, failed, message) : SetupFailure.Lost(_held);
        _log.Failed(_held.Backend, _launch.Monitor.Id, exception.Message);
        throw exception;
    }
}
