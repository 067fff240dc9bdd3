using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>
/// What comes with <see cref="RequestKind.Execute"/>: struct cmsghdr with four descriptors behind it (cmsg(3), unix(7)).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CommandDescriptors
{
    public const int SOL_SOCKET = 1;
    public const int SCM_RIGHTS = 1;

    /// <summary>CMSG_LEN of four descriptors, after which no padding follows.</summary>
    public const int LengthOfAll = 32;

    public nuint Length;
    public int Level;
    public int Type;

    /// <summary>A sealed plan with <see cref="PlanFlags.Continues"/>.</summary>
    public int Plan;

    /// <summary>The command's standard input; its standard output and error follow.</summary>
    public int Input;

    public int Output;
    public int Error;

    public static CommandDescriptors Of(int plan, int input, int output, int error) => new()
    {
        Length = LengthOfAll,
        Level = SOL_SOCKET,
        Type = SCM_RIGHTS,
        Plan = plan,
        Input = input,
        Output = output,
        Error = error,
    };

    /// <summary>Whether all of them are there: a process at its limit of descriptors gets fewer, or none.</summary>
    public readonly bool AreComplete => Level == SOL_SOCKET && Type == SCM_RIGHTS && Length == LengthOfAll;
}
