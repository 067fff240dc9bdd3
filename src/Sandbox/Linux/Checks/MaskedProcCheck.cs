using System.Collections.Immutable;

namespace Sandbox.Linux.Checks;

/// <summary>
/// Whether parts of /proc are covered, as container engines do: the kernel then refuses a fresh proc in a user
/// namespace, for it would show what was hidden ("mount too revealing").
/// </summary>
internal static class MaskedProcCheck
{
    private const int MaxNamed = 5;

    // The kernel keeps these directories empty for a mount, so that covering them hides nothing.
    private static readonly string[] Harmless = ["/proc/sys/fs/binfmt_misc", "/proc/fs/nfsd"];

    public static HostFact Judge(ImmutableArray<MountTableEntry> mounts)
    {
        var masked = mounts.Select(mount => mount.Target)
            .Where(target => target.StartsWith("/proc/", StringComparison.Ordinal) && !Harmless.Contains(target))
            .Distinct()
            .ToList();
        return new HostFact
        {
            Name = "maskedProc",
            Value = masked.Count switch
            {
                0 => "none",
                <= MaxNamed => string.Join(' ', masked),
                _ => $"{string.Join(' ', masked.Take(MaxNamed))} and {masked.Count - MaxNamed} more",
            },
            Problem = masked.Count == 0
                ? null
                : "parts of /proc are covered, so the kernel refuses a fresh /proc in a user namespace: run the "
                    + "container with --security-opt systempaths=unconfined (Docker), --security-opt unmask=ALL "
                    + "(Podman) or procMount: Unmasked (Kubernetes)",
        };
    }
}
