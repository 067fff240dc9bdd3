using Sandbox.Json;

namespace Sandbox;

/// <summary>Files of profiles: JSON in the form docs/profiles.md describes, read as strictly as specs are.</summary>
public static class SandboxProfilesJson
{
    /// <summary>The longest file that is read, in bytes: 1 MiB.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads profiles from UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="fileName">The file it comes from: every error names it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fileName"/> is null.</exception>
    /// <exception cref="SandboxSpecException">
    /// It is no JSON, not the form of profiles, gives a built-in one another meaning, or a profile makes no sense.
    /// </exception>
    public static SandboxProfiles Parse(ReadOnlyMemory<byte> utf8, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var errors = new SpecErrors();
        var profiles = Read(utf8, fileName).Profiles.Select(entry => Convert(entry.Key, entry.Value, fileName, errors)).ToList();
        errors.ThrowIfAny();
        return new SandboxProfiles(profiles);
    }

    private static ProfilesDocument Read(ReadOnlyMemory<byte> utf8, string fileName)
    {
        try
        {
            return utf8.Length > MaxLength
                ? throw DocumentReader.TooLong(MaxLength)
                : DocumentReader.Parse(utf8, SpecJsonContext.Default.ProfilesDocument);
        }
        catch (SandboxSpecException exception)
        {
            throw new SandboxSpecException(
                [.. exception.Errors.Select(error => error with { Member = $"{fileName}: {error.Member}" })],
                exception.Hint,
                exception.InnerException);
        }
    }

    private static SandboxProfile Convert(string name, ProfileDocument document, string fileName, SpecErrors errors)
    {
        var member = ProfileRules.MemberOf(fileName, name);
        errors.Check(!BuiltInProfiles.Include(name), member, "is built in, and means the same everywhere; choose another name");
        var found = new SpecErrors();
        var part = DocumentToSpec.Convert(
            new SpecDocument
            {
                FileName = "true",
                Mounts = document.Mounts,
                Deny = document.Deny,
                Network = document.Network,
                Environment = document.Environment,
                Limits = document.Limits,
            },
            found);
        found.Check(
            part.Network is NoNetwork,
            "network",
            "'host' is not a profile's to say: profiles take away. Ask for it beside them (--net host)");
        errors.AddAll(member, found);
        return new SandboxProfile
        {
            Name = name,
            FileName = fileName,
            Description = document.Description,
            Mounts = part.Mounts,
            Deny = part.Deny,
            Network = document.Network is null ? null : part.Network as NoNetwork,
            Environment = part.Environment,
            Limits = part.Limits,
        };
    }
}
