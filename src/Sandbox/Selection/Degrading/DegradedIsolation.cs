namespace Sandbox;

/// <summary>
/// What keeps the command apart. Process and IPC isolation, least privilege and the boundary itself are no members of a
/// spec, because every spec needs them: they are waived, under names that begin with <c>isolation</c>.
/// </summary>
internal static class DegradedIsolation
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        degradation.Waive(
            SandboxCapabilities.ProcessIsolation, "isolation.processes", "own processes only",
            "the host's processes can be seen, and signalled as far as the user may");
        degradation.Waive(
            SandboxCapabilities.IpcIsolation, "isolation.ipc", "own System V memory and message queues",
            "they are shared with the host");
        degradation.Waive(
            SandboxCapabilities.LeastPrivilege, "isolation.privileges", "no privilege",
            "privileges of the caller may be left");
        degradation.Waive(
            SandboxCapabilities.SecurityBoundary, "isolation.boundary", "a boundary against hostile programs",
            "a hostile program may get out");
        return spec with { Network = Network(spec.Network, degradation) };
    }

    private static SandboxNetwork Network(SandboxNetwork network, Degradation degradation) => network switch
    {
        NoNetwork when network != SandboxNetwork.None && degradation.Offers(SandboxCapabilities.NetworkIsolation) =>
            degradation.Drop(
                SandboxCapabilities.LoopbackAddresses, "network", "loopback", "there are only 127.0.0.1 and ::1",
                network, SandboxNetwork.None),
        NoNetwork when degradation.Offers(SandboxCapabilities.HostNetwork) => degradation.Drop(
            SandboxCapabilities.NetworkIsolation, "network", "none", "the host's network can be reached",
            network, SandboxNetwork.Host),
        HostNetwork when degradation.Offers(SandboxCapabilities.NetworkIsolation) => degradation.Drop(
            SandboxCapabilities.HostNetwork, "network", "host", "there is no network but a loopback of its own",
            network, SandboxNetwork.None),
        _ => network,
    };
}
