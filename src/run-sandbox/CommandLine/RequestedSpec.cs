using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The spec a command line asks for.</summary>
internal static class RequestedSpec
{
    /// <summary>Reads the spec file, where one is given, and applies the options.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="origins">Learns which option each member comes from.</param>
    /// <param name="image">The image that the line asks for, extracted; null where it asks for none.</param>
    /// <exception cref="UsageException">An option makes no sense, or no command is given.</exception>
    /// <exception cref="SandboxSpecException">The spec file makes no sense, or has a root besides the image.</exception>
    /// <exception cref="SandboxSetupException">The image does not say what to run, and nothing else does.</exception>
    public static async Task<SandboxSpec> ReadAsync(ToolCommandLine line, SpecOrigins origins, AppContainerImage? image = null)
    {
        if (image is null && line.Settings.ImageFile is not null)
        {
            throw new UsageException("--image: it is extracted to be run, not for --explain and --check");
        }

        var draft = new SpecDraft(await ReadFileAsync(line.Settings, origins), origins);
        foreach (var option in line.SpecOptions)
        {
            draft.Apply((SpecOption)option.Option, option);
        }

        if (line.Settings.ChangesFile is { } list)
        {
            origins.Add("reportChanges", new OptionOccurrence(OptionTable.Find("--changes")!, list));
            draft.Spec = draft.Spec with { ReportChanges = true };
        }

        if (line.Settings.Keep is { } keep)
        {
            origins.Add("keepScratch", keep);
            draft.Spec = draft.Spec with { KeepScratch = true };
        }

        origins.CommandIsOnLine = !line.Command.IsEmpty;
        if (image is not null)
        {
            return await ApplyAsync(image, draft.Build(line.Command.AsSpan()), line.Settings, origins);
        }

        if (!origins.CommandIsOnLine && line.Settings.SpecFile is null)
        {
            if (line.Settings.Action == ToolAction.Check)
            {
                // None is run: what is asked about is the sandbox.
                return await RequestedProfiles.ApplyAsync(draft.Build(["true"]), line.Settings, origins);
            }

            throw new UsageException(
                "no command is given", "run-sandbox [options] -- COMMAND [ARG...]; run-sandbox --help tells more");
        }

        return await RequestedProfiles.ApplyAsync(draft.Build(line.Command.AsSpan()), line.Settings, origins);
    }

    // The image says what is run before profiles look at it, and its environment is under theirs as it is under --env.
    private static async Task<SandboxSpec> ApplyAsync(
        AppContainerImage image, SandboxSpec spec, ToolSettings settings, SpecOrigins origins)
    {
        if (spec.Root with { Ephemeral = false } != SandboxRoot.ReadOnlyHost)
        {
            throw new SandboxSpecException("root", "the image is the root", "leave one of them out");
        }

        // The image's files are kept as well, and may be all there is.
        var keepsOthers = spec.Root.Ephemeral || settings.Keep is null;
        var named = image.Apply(spec) with { Environment = spec.Environment, KeepScratch = spec.KeepScratch && keepsOthers };
        return image.Apply(await RequestedProfiles.ApplyAsync(named, settings, origins));
    }

    private static async Task<SandboxSpec?> ReadFileAsync(ToolSettings settings, SpecOrigins origins)
    {
        if (settings.SpecFile is not { } path)
        {
            return null;
        }

        var option = new OptionOccurrence(OptionTable.Find("--spec")!, path);
        origins.SpecFile = option;
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return await SandboxSpecJson.ParseAsync(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw option.Invalid($"could not read it: {exception.Message}");
        }
    }
}
