using Sandbox.Plans;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>bubblewrap as the program that builds the sandbox.</summary>
internal sealed record BwrapWrapper : LaunchWrapper
{
    private const string Namespaces =
        "the kernel, a container's seccomp filter or a security module refuses user namespaces to bwrap; run-sandbox --check "
        + "tells what stands in the way of them here";

    private const string Security =
        "namespaces can be made here but not set up: a security module forbids it (on Ubuntu 23.10 and later bwrap needs an "
        + "AppArmor profile with 'userns,': install the package apparmor-profiles, or set sysctl "
        + "kernel.apparmor_restrict_unprivileged_userns=0); or this is a sandbox whose user 0 has no capability: give the outer "
        + "one another user (--uid 1000 --gid 1000)";

    private const string Proc =
        "parts of /proc are covered by other mounts, as container runtimes do; run the container with an unmasked /proc "
        + "(docker run --security-opt systempaths=unconfined, Kubernetes procMount: Unmasked)";

    private const string Mounts =
        "mounting is forbidden in this user namespace: a container's AppArmor profile or seccomp filter may do so (docker run "
        + "--security-opt apparmor=unconfined --security-opt seccomp=unconfined)";

    private const string Initramfs =
        "/ is the initramfs, which cannot be left behind: move to another file system first (switch_root(8))";

    // What bwrap says when it is not let, in all its versions, and what to do. Anything else is about this one plan.
    private static readonly (string Said, string? Hint)[] Refusals =
    [
        ("No permissions to create", Namespaces),
        ("Creating new namespace failed", Namespaces),
        ("setting up uid map", Security),
        ("setting up gid map", Security),
        ("writing to setgroups", Security),
        ("loopback:", Security),
        ("Can't mount proc", Proc),
        ("Failed to make / slave", Mounts),
        ("Failed to mount tmpfs", Mounts),
        ("Can't mount tmpfs", Mounts),
        ("Can't mount devpts", Mounts),
        ("pivot_root: Invalid argument", Initramfs),
        ("pivot_root", Mounts),
        ("Unexpected capabilities but not setuid", "remove its file capabilities: setcap -r bwrap"),
        ("setuid", "chmod u-s bwrap, or upgrade it"),
    ];

    /// <inheritdoc/>
    public override bool IsRefusal(string message) => Find(message) is not null;

    /// <inheritdoc/>
    public override string? Hint(string message) => Find(message)?.Hint;

    private static (string Said, string? Hint)? Find(string message)
    {
        foreach (var refusal in Refusals)
        {
            if (message.Contains(refusal.Said, StringComparison.Ordinal))
            {
                return refusal;
            }
        }

        return null;
    }
}
