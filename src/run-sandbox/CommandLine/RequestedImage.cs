using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The image a command line asks for.</summary>
internal static class RequestedImage
{
    private static readonly string[] Others = ["--fs", "--root", "--writable", "--input", "--input-from"];

    /// <summary>Extracts it; null where none is asked for.</summary>
    /// <exception cref="UsageException">Options exclude each other.</exception>
    /// <exception cref="SandboxSetupException">It cannot be extracted.</exception>
    public static async Task<AppContainerImage?> ExtractAsync(ToolCommandLine line, CancellationToken cancellationToken)
    {
        if (line.Settings.ImageFile is not { } path)
        {
            return null;
        }

        if (line.SpecOptions.FirstOrDefault(option => Others.Contains(option.Option.Name)) is { } other)
        {
            throw other.Invalid($"it excludes --image {path}");
        }

        var scratch = line.SpecOptions.LastOrDefault(option => option.Option.Name == "--scratch");
        return await AppContainerImage.ExtractAsync(
            path,
            scratchDirectory: scratch is null ? null : PathArgument.OnHost(scratch, scratch.Value),
            keep: line.Settings.Keep is not null,
            cancellationToken: cancellationToken);
    }
}
