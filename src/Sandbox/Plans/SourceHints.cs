using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>What to do where the host's tree is not as the plan found it.</summary>
internal static class SourceHints
{
    /// <param name="errno">The kernel's answer.</param>
    public static string? For(int errno) => errno switch
    {
        Errno.ELOOP => "something replaced it by a symbolic link while the sandbox was set up: run it again",
        _ => null,
    };
}
