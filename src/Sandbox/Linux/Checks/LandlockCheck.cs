using System.Globalization;

namespace Sandbox.Linux.Checks;

/// <summary>The version of Landlock's interface (landlock(7)), which no back-end needs so far.</summary>
internal static class LandlockCheck
{
    public static HostFact Read() => Judge((int)LibC.syscall(
        LibC.SYS_landlock_create_ruleset, 0, 0, LibC.LANDLOCK_CREATE_RULESET_VERSION));

    /// <param name="answer">What landlock_create_ruleset(2) answered: the version, or -1.</param>
    public static HostFact Judge(int answer) => new()
    {
        Name = "landlockAbi",
        Value = answer > 0 ? answer.ToString(CultureInfo.InvariantCulture) : null,
    };
}
