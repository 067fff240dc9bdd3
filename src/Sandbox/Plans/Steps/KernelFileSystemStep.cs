using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Mounts a new sysfs or mqueue of the sandbox's own, nosuid, nodev and noexec.</summary>
/// <param name="FileSystem">Which.</param>
/// <param name="Target">The directory it is mounted on.</param>
/// <param name="ReadOnly">Whether nothing in it can be written.</param>
public sealed record KernelFileSystemStep(KernelFileSystem FileSystem, string Target, bool ReadOnly) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => $"{KernelFileSystemNames.Of(FileSystem)} on {Target}{(ReadOnly ? " (read-only)" : "")}";

    /// <inheritdoc/>
    public override string? Path => Target;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno switch
    {
        Errno.EPERM when FileSystem == KernelFileSystem.Sysfs =>
            "the kernel allows no fresh sysfs beside one that is read-only or covered in parts: ask for a read-only one, or run the "
            + "container with an unmasked /sys",
        Errno.ENODEV => "this kernel was built without it",
        _ => RefusalHints.ForMount(errno),
    };

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)(FileSystem == KernelFileSystem.Sysfs ? StepCode.Sysfs : StepCode.Mqueue),
        Text1 = texts.Add(Target),
        Value1 = ReadOnly ? MountAttributes.ReadOnly : 0,
    };
}
