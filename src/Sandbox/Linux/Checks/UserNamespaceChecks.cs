namespace Sandbox.Linux.Checks;

/// <summary>The switches that stand between a caller and a user namespace (user_namespaces(7)).</summary>
internal static class UserNamespaceChecks
{
    /// <summary>Whether Debian's switch is there and off.</summary>
    public static bool AreForRootOnly => ProcFiles.ReadSysctl("kernel/unprivileged_userns_clone") == "0";

    /// <summary>The limit on user namespaces per user (namespaces(7)).</summary>
    public static HostFact JudgeMaximum(string? value) => new()
    {
        Name = "maxUserNamespaces",
        Value = value,
        Problem = value == "0" ? "no user namespace may be made: sysctl user.max_user_namespaces=15000" : null,
    };

    /// <summary>Debian's switch, which other kernels do not have; root is not held back by it.</summary>
    public static HostFact JudgeUnprivileged(string? value, bool isRoot) => new()
    {
        Name = "unprivilegedUserNamespaces",
        Value = value,
        Problem = value == "0" && !isRoot
            ? "only root may make user namespaces: sysctl kernel.unprivileged_userns_clone=1"
            : null,
    };

    /// <summary>Ubuntu's switch, since 23.10: the namespace can be made, but setting it up is denied.</summary>
    public static HostFact JudgeAppArmor(string? value, bool isRoot) => new()
    {
        Name = "appArmorRestrictsUserNamespaces",
        Value = value,
        Problem = value is not (null or "0") && !isRoot
            ? "AppArmor lets only programs with a profile set up user namespaces: add a profile for this program with "
                + "'userns,', or sysctl kernel.apparmor_restrict_unprivileged_userns=0"
            : null,
    };
}
