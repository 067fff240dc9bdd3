namespace Sandbox;

/// <summary>Rules for profiles: what holds for the members of a spec, and that a profile does not undo itself.</summary>
internal static class ProfileRules
{
    private const int MaxNameLength = 64;

    // What a profile leaves open.
    private static readonly SandboxSpec Rest = SandboxSpec.For("true");

    public static void Check(SpecErrors errors, SandboxProfile profile)
    {
        if (!errors.CheckPresent(profile, "profiles") || !errors.CheckPresent(profile.Name, "profiles"))
        {
            throw new ArgumentNullException(nameof(profile));
        }

        var member = MemberOf(profile.FileName, profile.Name);
        errors.Check(
            IsName(profile.Name),
            member,
            $"is no name for a profile: it must have 1 to {MaxNameLength} of a-z, 0-9, '.', '-' and '_', and begin with a letter or a digit");
        try
        {
            SpecValidator.Validate(Rest with
            {
                Mounts = profile.Mounts,
                Deny = profile.Deny,
                Network = profile.Network ?? SandboxNetwork.None,
                Environment = profile.Environment,
                Limits = profile.Limits,
            });
            CheckCovers(errors, member, profile);
        }
        catch (SandboxSpecException exception)
        {
            foreach (var error in exception.Errors)
            {
                errors.Add($"{member}.{error.Member}", error.Problem);
            }
        }
    }

    /// <summary>A profile as errors name it, for instance <c>/etc/profiles.json: profiles['ci']</c>.</summary>
    public static string MemberOf(string? fileName, string name) =>
        $"{(fileName is null ? "" : $"{fileName}: ")}profiles[{TextRules.Show(name)}]";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && IsLetterOrDigit(name[0])
        && name.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_');

    private static bool IsLetterOrDigit(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);

    // What one covers it could as well leave out; and composition may change the order.
    private static void CheckCovers(SpecErrors errors, string member, SandboxProfile profile)
    {
        for (var later = 1; later < profile.Mounts.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                errors.Check(
                    !ProfileMounts.Covers(profile.Mounts[later], profile.Mounts[earlier]),
                    $"{member}.mounts[{later}]",
                    $"{profile.Mounts[later].Target} covers mounts[{earlier}], {profile.Mounts[earlier].Target}");
            }
        }
    }
}
