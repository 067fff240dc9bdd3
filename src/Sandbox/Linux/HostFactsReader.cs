using System.Text;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;

namespace Sandbox.Linux;

/// <summary>Reads what a planner needs to know; called for every run, so it makes no call it can do without.</summary>
internal static unsafe class HostFactsReader
{
    // A file every kernel has and only the host's root may write.
    private const string Sysctl = "/proc/sys/kernel/core_pattern";

    private const int MaxTerminalName = 256;

    private static readonly Lazy<uint?> SysctlOwner = new(() => HostFileSystem.Instance.Lookup(Sysctl)?.UserId);

    /// <param name="spec">What is to be planned: what does not matter for it is not looked at.</param>
    public static HostFacts Read(SandboxSpec spec)
    {
        var userId = LibC.geteuid();
        return new HostFacts
        {
            UserId = userId,
            GroupId = LibC.getegid(),
            CurrentDirectory = ReadCurrentDirectory(),
            Environment = CallerEnvironment.Read(),
            OwnsSysctls = OwnsSysctls(userId),
            HostName = ReadHostName(),
            Cgroups = CgroupPlan.MayBeNeeded(spec) ? CgroupSituation.Current.Facts : CgroupFacts.None,
            Terminal = ReadTerminal(),
        };
    }

    /// <remarks>
    /// The owner is compared instead of trying access(2): a container may show /proc/sys read-only and its root own
    /// it all the same, through any proc that is mounted anew. Where nothing can be found out, the answer is yes.
    /// </remarks>
    private static bool OwnsSysctls(uint userId) => SysctlOwner.Value is not { } owner || owner == userId;

    private static string ReadCurrentDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Removed, or outside this process's root: nothing inside can correspond to it.
            return "/";
        }
    }

    private static string ReadHostName()
    {
        const int Size = IdentityRules.MaxNameBytes + 1;
        var name = stackalloc byte[Size];
        return LibC.gethostname(name, Size) == 0
            ? Encoding.UTF8.GetString(name, new ReadOnlySpan<byte>(name, Size).IndexOf((byte)0))
            : throw SystemError.Last("read the host's name");
    }

    private static string? ReadTerminal()
    {
        var name = stackalloc byte[MaxTerminalName];
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (LibC.isatty(descriptor) == 1 && LibC.ttyname_r(descriptor, name, MaxTerminalName) == 0)
            {
                return Encoding.UTF8.GetString(name, new ReadOnlySpan<byte>(name, MaxTerminalName).IndexOf((byte)0));
            }
        }

        return null;
    }
}
