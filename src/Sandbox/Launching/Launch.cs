using Sandbox.Linux.Cgroups;

namespace Sandbox.Launching;

/// <summary>A sandbox-init that was spawned, and what belongs to it; whoever follows it to its end frees all that.</summary>
/// <param name="Monitor">Its process.</param>
/// <param name="Socket">The host's end of the socket.</param>
/// <param name="Streams">What was opened for it.</param>
/// <param name="Cgroup">The command's control group, or null.</param>
internal sealed record Launch(MonitorProcess Monitor, ControlSocket Socket, LaunchStreams Streams, RunCgroup? Cgroup);
