using System.Collections.Immutable;
using System.Text;

namespace Sandbox;

/// <summary>The profiles that are there without any file.</summary>
internal static class BuiltInProfiles
{
    public static SandboxProfile[] All =>
    [
        new()
        {
            Name = Text(BuiltInNames.Shm),
            Description = "a /dev/shm of its own, 128 MiB",
            Mounts = [SandboxMount.Tmpfs("/dev/shm", BuiltInNames.SharedMemorySize, (UnixFileMode)BuiltInNames.SharedMemoryMode)],
        },
        new()
        {
            Name = Text(BuiltInNames.Net),
            Description = "no network but a loopback of its own, with an address for the host name",
            Network = (NoNetwork)SandboxNetwork.Loopback,
        },
        new()
        {
            Name = Text(BuiltInNames.Gcc),
            Description = "the system's GCC is not allowed: other compilers are",
            Deny = Programs(BuiltInNames.GccPrograms),
        },
        new()
        {
            Name = Text(BuiltInNames.Python),
            Description = "the system's Python is not allowed: other interpreters are",
            Deny = Programs(BuiltInNames.PythonPrograms),
        },
    ];

    /// <summary>Whether a name is one of theirs, which no file may give another meaning.</summary>
    public static bool Include(string name) => Array.Exists(All, profile => profile.Name == name);

    private static ImmutableArray<DeniedPath> Programs(ReadOnlySpan<byte> paths) =>
        [.. Text(paths).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => DeniedPath.Message(path))];

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
