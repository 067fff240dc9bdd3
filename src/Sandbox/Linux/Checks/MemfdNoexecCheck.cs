namespace Sandbox.Linux.Checks;

/// <summary>Whether a file in memory may be executed, as sandbox-init is (sysctl vm.memfd_noexec, since 6.3).</summary>
internal static class MemfdNoexecCheck
{
    /// <param name="value">0: any may; 1: only when that is asked for, which is; 2: none.</param>
    public static HostFact Judge(string? value) => new()
    {
        Name = "memfdNoexec",
        Value = value,
        Problem = value == "2"
            ? "files in memory may not be executed, so sandbox-init takes a file on disk, on a mount without noexec: "
                + "sysctl vm.memfd_noexec=1 spares that"
            : null,
    };
}
