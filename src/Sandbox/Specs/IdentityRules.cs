namespace Sandbox;

/// <summary>Rules for who the command is and what it is handed: ids, names, umask, descriptors.</summary>
internal static class IdentityRules
{
    /// <summary>The longest name of a host or domain, in bytes: __NEW_UTS_LEN.</summary>
    public const int MaxNameBytes = 64;

    private const int MaxDescriptor = 1 << 20;
    private const UnixFileMode AllPermissions = (UnixFileMode)0b111_111_111;

    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        if (errors.CheckPresent(spec.Identity, "identity"))
        {
            CheckId(errors, "identity.userId", spec.Identity.UserId);
            CheckId(errors, "identity.groupId", spec.Identity.GroupId);
            CheckName(errors, "identity.hostName", spec.Identity.HostName);
            CheckName(errors, "identity.domainName", spec.Identity.DomainName);
        }

        errors.Check(
            spec.Umask is not { } umask || (umask & ~AllPermissions) == 0,
            "umask",
            $"{FileModeText.Format(spec.Umask ?? 0)} is not a mask from 0 to 0777");
        CheckDescriptors(errors, spec);
    }

    private static void CheckId(SpecErrors errors, string member, uint? id) =>
        errors.Check(id != uint.MaxValue, member, $"{id} is no id: the kernel keeps it for 'none'");

    private static void CheckName(SpecErrors errors, string member, string? name)
    {
        if (name is not null && TextRules.Check(errors, member, name) is { } length)
        {
            errors.Check(
                length is > 0 and <= MaxNameBytes, member, $"is {length} bytes long; it must have 1 to {MaxNameBytes}");
        }
    }

    private static void CheckDescriptors(SpecErrors errors, SandboxSpec spec)
    {
        var seen = new HashSet<int>();
        for (var index = 0; index < spec.KeepFileDescriptors.Length; index++)
        {
            var descriptor = spec.KeepFileDescriptors[index];
            var member = $"keepFileDescriptors[{index}]";
            errors.Check(
                descriptor is >= 3 and <= MaxDescriptor,
                member,
                $"{descriptor} is not from 3 to {MaxDescriptor}; 0, 1 and 2 are what 'stdio' says");
            errors.Check(seen.Add(descriptor), member, $"{descriptor} is listed twice");
        }
    }
}
