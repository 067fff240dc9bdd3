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
        var cgroup = plan.Cgroup is null ? null : RunCgroup.Create(plan.Cgroup);
        LaunchStreams? streams = null;
        ControlSocket socket;
        int pid;
        try
        {
            streams = LaunchStreams.Open(plan, cgroup, spec);
            (socket, pid) = Spawn(plan, streams);
        }
        catch
        {
            streams?.Dispose();
            await RemoveAsync(cgroup).ConfigureAwait(false);
            throw;
        }

        _log.Spawned(plan.Backend, pid, plan.Setup.Length + plan.Command.Length);
        var process = new SandboxProcess(plan, spec, pid, socket, streams, cgroup, started, _log);
        try
        {
            await process.WaitForStartAsync(cancellationToken).ConfigureAwait(false);
            return process;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static (ControlSocket Socket, int Pid) Spawn(LaunchPlan plan, LaunchStreams streams)
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

    private static ValueTask RemoveAsync(RunCgroup? cgroup) => cgroup?.DisposeAsync() ?? ValueTask.CompletedTask;
}
