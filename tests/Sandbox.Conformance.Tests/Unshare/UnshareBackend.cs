using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Conformance.Tests;

/// <summary>
/// What unshare(1) does for `unshare --user --map-current-user --mount --pid --ipc --fork --mount-proc`: the host's tree
/// and network, but own processes and System V objects, and no privilege.
/// </summary>
public sealed class UnshareBackend(ILogger<UnshareBackend>? logger = null) : LinuxSandboxBackend(logger)
{
    /// <summary>The name it is chosen by: <c>unshare</c>.</summary>
    public const string BackendName = "unshare";

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <inheritdoc/>
    public override SandboxCapabilities Capabilities =>
        SandboxCapabilities.HostRoot | SandboxCapabilities.HostNetwork
        | SandboxCapabilities.ProcessIsolation | SandboxCapabilities.IpcIsolation
        | SandboxCapabilities.LeastPrivilege | SandboxCapabilities.SecurityBoundary
        | SandboxCapabilities.NewSession | SandboxCapabilities.KeepFileDescriptors
        | SandboxCapabilities.WallTimeLimit | SandboxCapabilities.CpuTimeLimit
        | SandboxCapabilities.FileSizeLimit | SandboxCapabilities.ResourceLimits;

    /// <inheritdoc/>
    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files) => LaunchPlan.Of(
        Name, spec, facts, Namespaces.User | Namespaces.Mount | Namespaces.Pid | Namespaces.Ipc, Build(facts));

    private static ImmutableArray<PlanStep> Build(HostFacts facts) =>
    [
        // The caller's own ids. Without "deny" an ordinary user may not write a group map (user_namespaces(7)).
        new WriteFileStep("/proc/self/setgroups", "deny"),
        new WriteFileStep("/proc/self/uid_map", $"{facts.UserId} {facts.UserId} 1"),
        new WriteFileStep("/proc/self/gid_map", $"{facts.GroupId} {facts.GroupId} 1"),

        // The host's tree, with a /proc of the new process namespace. Nothing that is mounted reaches the host.
        new MakePrivateStep(),
        RootStep.HostTree("/", MountFlags.NoSetuid),
        new ProcStep("/proc", ReadOnly: facts.OwnsSysctls),
        new PivotRootStep(),
    ];
}
