using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The profiles a command line asks for.</summary>
internal static class RequestedProfiles
{
    /// <summary>Puts them into a spec; files are read only for names that are not built in.</summary>
    /// <param name="spec">The spec of the other options.</param>
    /// <param name="settings">Where the profiles are named.</param>
    /// <param name="origins">Learns what comes from the profiles, and that the spec's mounts come after theirs.</param>
    /// <exception cref="UsageException">A name is not known, a file makes no sense, or what is asked for contradicts itself.</exception>
    public static async Task<SandboxSpec> ApplyAsync(SandboxSpec spec, ToolSettings settings, SpecOrigins origins)
    {
        if (settings.Profiles.Count == 0)
        {
            return settings.ProfilesFile is { } unused
                ? throw unused.Invalid("no profile is asked for", "name those to apply with --profile NAMES")
                : spec;
        }

        var names = settings.Profiles.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var option = new OptionOccurrence(settings.Profiles[0].Option, string.Join(' ', names));
        try
        {
            var result = (await FindAsync(names, settings)).Apply(spec, names);
            Note(spec, result, option, origins);
            return result;
        }
        catch (SandboxSpecException exception) when (!IsOfSpec(exception))
        {
            throw option.Invalid(exception.Message, exception.Hint);
        }
    }

    private static async Task<SandboxProfiles> FindAsync(HashSet<string> names, ToolSettings settings)
    {
        var profiles = SandboxProfiles.BuiltIn;
        if (settings.ProfilesFile is { } file)
        {
            try
            {
                profiles = profiles.Add(await SandboxProfileFiles.ReadAsync(PathArgument.OnHost(file, file.Value)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw file.Invalid($"could not read it: {exception.Message}");
            }
        }

        try
        {
            return names.All(name => profiles.Find(name) is not null)
                ? profiles
                : profiles.Add(await SandboxProfileFiles.ReadUsualAsync());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw settings.Profiles[0].Invalid($"could not read a file of profiles: {exception.Message}");
        }
    }

    private static string[] Names(OptionOccurrence option) =>
        option.Value.Split([',', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names
            ? names
            : throw option.Invalid("no profile is named", $"known are {string.Join(", ", SandboxProfiles.BuiltIn.Names)}, and those of your files");

    // The spec's own errors name its members, which come from other options.
    private static bool IsOfSpec(SandboxSpecException exception) => exception.Errors.All(
        error => !error.Member.StartsWith('/') && !error.Member.StartsWith("profiles", StringComparison.Ordinal));

    private static void Note(SandboxSpec before, SandboxSpec after, OptionOccurrence option, SpecOrigins origins)
    {
        origins.InsertMounts(after.Mounts.Length - before.Mounts.Length, option);
        for (var index = before.Deny.Length; index < after.Deny.Length; index++)
        {
            origins.Add($"deny[{index}]", option);
        }

        if (after.Network != before.Network)
        {
            origins.Add("network", option);
        }
    }
}
