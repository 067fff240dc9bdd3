namespace Sandbox;

/// <summary>Rules for what the command sees: root, mounts, denied paths.</summary>
internal static class TreeRules
{
    /// <summary>The most mounts, and the most denied paths; the kernel's own limit is sysctl fs.mount-max.</summary>
    public const int MaxEntries = 20_000;

    private const int MaxReasonBytes = 512;

    // Without the set-user-id and set-group-id bits: they count for nothing inside.
    private const UnixFileMode AllModes = (UnixFileMode)0b001_111_111_111;

    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        CheckRoot(errors, spec.Root);
        errors.Check(
            spec.Root is not (EmptyRoot { Ephemeral: true } or HermeticRoot { Ephemeral: true }),
            "root.ephemeral",
            "there is nothing to throw away: what is written to such a root ends with the run anyway");
        errors.Check(
            !spec.ReportChanges || spec.Root is null or { Ephemeral: true },
            "reportChanges",
            "there is a list of changes for an ephemeral root only; make the root ephemeral (--ephemeral)");
        errors.Check(
            !spec.KeepScratch || !spec.Outputs.IsEmpty || spec.Root is null or { Ephemeral: true },
            "keepScratch",
            "nothing of this run is on disk: that is about an ephemeral root (--ephemeral), outputs, or an image");
        if (spec.ScratchDirectory is { } scratch)
        {
            PathRules.CheckHostPath(errors, "scratchDirectory", scratch);
        }

        if (CheckCount(errors, "mounts", spec.Mounts.Length))
        {
            for (var index = 0; index < spec.Mounts.Length; index++)
            {
                CheckMount(errors, $"mounts[{index}]", spec.Mounts[index]);
                errors.Check(
                    spec.Mounts[index] is not KernelMount { FileSystem: KernelFileSystem.Sysfs } || spec.Network is NoNetwork,
                    $"mounts[{index}]",
                    "is a sysfs, which shows network devices; it can be mounted with a network of its own only, not with the host's");
            }
        }

        if (CheckCount(errors, "deny", spec.Deny.Length))
        {
            for (var index = 0; index < spec.Deny.Length; index++)
            {
                CheckDenied(errors, $"deny[{index}]", spec.Deny[index]);
            }
        }
    }

    /// <summary>Checks the length of a list.</summary>
    /// <returns>Whether it is worth looking at.</returns>
    public static bool CheckCount(SpecErrors errors, string member, int count)
    {
        errors.Check(count <= MaxEntries, member, $"has {count} entries; at most {MaxEntries} are taken");
        return count <= MaxEntries;
    }

    private static void CheckRoot(SpecErrors errors, SandboxRoot? root)
    {
        if (!errors.CheckPresent(root, "root") || root is not DirectoryRoot directory)
        {
            return;
        }

        if (PathRules.CheckHostPath(errors, "root.path", directory.Path))
        {
            errors.Check(
                System.IO.Path.GetFullPath(directory.Path) != "/",
                "root.path",
                "is the host's own root; use the root 'readonly' or 'host' for that");
        }

        if (!errors.CheckPresent(directory.Writable, "root.writable")
            || !CheckCount(errors, "root.writable", directory.Writable.Paths.Length))
        {
            return;
        }

        for (var index = 0; index < directory.Writable.Paths.Length; index++)
        {
            CheckBelowRoot(
                errors,
                $"root.writable[{index}]",
                directory.Writable.Paths[index],
                "to have the whole root writable, say 'all'");
        }
    }

    private static void CheckMount(SpecErrors errors, string member, SandboxMount? mount)
    {
        if (!errors.CheckPresent(mount, member))
        {
            return;
        }

        CheckBelowRoot(errors, $"{member}.target", mount.Target, "what is there is the root's to say");
        switch (mount)
        {
            // A target that was not given is the source, and held to more than one: what is wrong is told once.
            case BindMount bind when bind.Source != bind.Target:
                PathRules.CheckHostPath(errors, $"{member}.source", bind.Source);
                break;
            case FileMount file:
                PathRules.CheckHostPath(errors, $"{member}.source", file.Source);
                CheckMode(errors, $"{member}.mode", file.Mode);
                break;
            case TmpfsMount tmpfs:
                errors.Check(
                    tmpfs.Size is null or >= 4096, $"{member}.size", $"{tmpfs.Size} is less than one page, 4096 bytes");
                errors.Check(tmpfs.Entries is null or >= 1, $"{member}.entries", $"{tmpfs.Entries} is less than 1");
                CheckMode(errors, $"{member}.mode", tmpfs.Mode);
                break;
            case KernelMount kernel:
                errors.Check(Enum.IsDefined(kernel.FileSystem), $"{member}.fileSystem", $"{(int)kernel.FileSystem} is no file system");
                break;
            case DirectoryMount directory:
                CheckMode(errors, $"{member}.mode", directory.Mode);
                break;
            case SymlinkMount symlink:
                PathRules.CheckLength(errors, $"{member}.linkTarget", symlink.LinkTarget);
                break;
        }
    }

    private static void CheckDenied(SpecErrors errors, string member, DeniedPath? denied)
    {
        if (!errors.CheckPresent(denied, member))
        {
            return;
        }

        CheckBelowRoot(errors, $"{member}.path", denied.Path, "without it nothing can run");
        errors.Check(Enum.IsDefined(denied.Mode), $"{member}.mode", $"{(int)denied.Mode} is not a mode");
        CheckReason(errors, $"{member}.reason", denied.Reason);
    }

    private static void CheckReason(SpecErrors errors, string member, string? reason)
    {
        if (reason is not null && TextRules.Check(errors, member, reason) is { } length)
        {
            errors.Check(
                length is > 0 and <= MaxReasonBytes && !reason.Any(char.IsControl),
                member,
                $"{TextRules.Show(reason)} is not one line of 1 to {MaxReasonBytes} bytes without control characters");
        }
    }

    /// <summary>Checks an absolute path inside that is not the root itself.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool CheckBelowRoot(SpecErrors errors, string member, string? path, string whyNotRoot)
    {
        if (!PathRules.CheckInnerPath(errors, member, path))
        {
            return false;
        }

        errors.Check(!PathRules.IsRoot(path!), member, $"must not be '/': {whyNotRoot}");
        return !PathRules.IsRoot(path!);
    }

    private static void CheckMode(SpecErrors errors, string member, UnixFileMode mode) =>
        errors.Check(
            (mode & ~AllModes) == 0,
            member,
            $"{FileModeText.Format(mode)} is not a mode from 0 to 01777 (set-user-id and set-group-id bits count for "
            + "nothing inside)");
}
