using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;

namespace Sandbox.Launching;

/// <summary>
/// Starts plans: spawns sandbox-init with the plan in a sealed file in memory, and waits until it tells that the
/// command runs, or why it does not. Nothing managed runs between fork and exec, and no thread is held.
/// </summary>
internal sealed class Launcher(ILogger? logger)
{
    private readonly LaunchLog _log = new(logger);

    /// <summary>Starts a plan.</summary>
    /// <param name="plan">What sandbox-init does.</param>
    /// <param name="spec">The spec the plan was made of, for its streams and limits.</param>
    /// <param name="cancellationToken">Ends the start; what was set up is torn down.</param>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SandboxProcess> StartAsync(LaunchPlan plan, SandboxSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var launch = await SpawnAsync(plan, spec).ConfigureAwait(false);
        return await SandboxProcess.StartAsync(launch, plan, spec, started, _log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Carries out the first part of a plan, and holds the sandbox for its command.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="spec">The spec the plan was made of.</param>
    /// <param name="cancellationToken">Ends it; what was set up is torn down.</param>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<HeldSandbox> PrepareAsync(LaunchPlan plan, SandboxSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var held = PlanParts.Held(plan);
        var launch = await SpawnAsync(held, spec).ConfigureAwait(false);
        return await HeldSandbox.PrepareAsync(launch, held, plan, _log, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Launch> SpawnAsync(LaunchPlan plan, SandboxSpec spec)
    {
        var cgroup = plan.Cgroup is null ? null : RunCgroup.Create(plan.Cgroup);
        LaunchStreams? streams = null;
        try
        {
            streams = LaunchStreams.Open(plan, cgroup, spec);
            var (socket, monitor) = Spawn(plan, streams);
            return new Launch(monitor, socket, streams, cgroup);
        }
        catch
        {
            streams?.Dispose();
            if (cgroup is not null)
            {
                await cgroup.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static (ControlSocket Socket, MonitorProcess Monitor) Spawn(LaunchPlan plan, LaunchStreams streams)
    {
        HandedDescriptors.RefuseDirectories(streams.Command.Descriptors, plan.PassedDescriptors.AsSpan());
        using var file = Memfd.CreateData("sandbox-plan", PlanEncoder.Encode(plan));
        var (socket, monitorEnd) = ControlSocket.CreatePair();
        using (monitorEnd)
        {
            try
            {
                return (socket, InitProcess.Spawn(file, monitorEnd, streams.Standard, streams.Passed));
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
