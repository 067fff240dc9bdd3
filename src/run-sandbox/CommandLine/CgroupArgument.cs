using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The value of <c>--cgroup</c>: <c>FILE=VALUE</c>.</summary>
internal static class CgroupArgument
{
    /// <summary>The group with the file set; the last one of a name counts.</summary>
    public static SandboxCgroup Set(SandboxCgroup group, OptionOccurrence option)
    {
        var end = option.Value.IndexOf('=', StringComparison.Ordinal);
        return end > 0
            ? group with { Settings = group.Settings.SetItem(option.Value[..end], option.Value[(end + 1)..]) }
            : throw option.Invalid("no value", "write FILE=VALUE, such as memory.high=64M");
    }
}
