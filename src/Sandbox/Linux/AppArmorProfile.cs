namespace Sandbox.Linux;

/// <summary>The AppArmor profile a process is under (apparmor(7)).</summary>
internal static class AppArmorProfile
{
    private const string Enforced = " (enforce)";

    /// <summary>The profile that confines this process; null where there is none.</summary>
    // Since 5.8 it has a directory of its own; the other file is that of whichever module is the first.
    public static string? ReadConfining() =>
        Parse(ProcFiles.Read("/proc/self/attr/apparmor/current") ?? ProcFiles.Read("/proc/self/attr/current"));

    /// <summary>The name in a label such as <c>docker-default (enforce)</c>; null where nothing is enforced.</summary>
    public static string? Parse(string? label) =>
        label?.EndsWith(Enforced, StringComparison.Ordinal) == true ? label[..^Enforced.Length] : null;
}
