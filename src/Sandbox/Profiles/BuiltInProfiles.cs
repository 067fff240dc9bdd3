namespace Sandbox;

/// <summary>The profiles that are there without any file.</summary>
internal static class BuiltInProfiles
{
    // As everywhere: anybody may make files, and remove their own (sticky).
    private const UnixFileMode SharedMode = (UnixFileMode)0b1_111_111_111;

    public static SandboxProfile[] All =>
    [
        new()
        {
            Name = "shm",
            Description = "a /dev/shm of its own, 128 MiB",
            Mounts = [SandboxMount.Tmpfs("/dev/shm", 128 * 1024 * 1024, SharedMode)],
        },
        new()
        {
            Name = "net",
            Description = "no network but a loopback of its own, with an address for the host name",
            Network = (NoNetwork)SandboxNetwork.Loopback,
        },
        new()
        {
            Name = "gcc",
            Description = "the system's GCC is not allowed: other compilers are",
            Deny = [DeniedPath.Message("/usr/bin/gcc"), DeniedPath.Message("/usr/bin/g++")],
        },
        new()
        {
            Name = "python",
            Description = "the system's Python is not allowed: other interpreters are",
            Deny = [DeniedPath.Message("/usr/bin/python"), DeniedPath.Message("/usr/bin/python3")],
        },
    ];

    /// <summary>Whether a name is one of theirs, which no file may give another meaning.</summary>
    public static bool Include(string name) => Array.Exists(All, profile => profile.Name == name);
}
