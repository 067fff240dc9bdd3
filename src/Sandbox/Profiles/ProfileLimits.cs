namespace Sandbox;

/// <summary>Of two limits the smaller, and any rather than none.</summary>
internal static class ProfileLimits
{
    public static SandboxLimits Smaller(SandboxLimits one, SandboxLimits other) => new()
    {
        WallTime = Smaller(one.WallTime, other.WallTime),
        KillAfter = Smaller(one.KillAfter, other.KillAfter),
        CpuTime = Smaller(one.CpuTime, other.CpuTime),
        Memory = Smaller(one.Memory, other.Memory),
        Processes = Smaller(one.Processes, other.Processes),
        Cpus = Smaller(one.Cpus, other.Cpus),
        AddressSpace = Smaller(one.AddressSpace, other.AddressSpace),
        FileSize = Smaller(one.FileSize, other.FileSize),
        OpenFiles = Smaller(one.OpenFiles, other.OpenFiles),
        Stack = Smaller(one.Stack, other.Stack),
        CoreSize = Smaller(one.CoreSize, other.CoreSize),
        Output = Smaller(one.Output, other.Output),
    };

    private static T? Smaller<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is not { } left ? other
        : other is not { } right ? left
        : left.CompareTo(right) <= 0 ? left : right;
}
