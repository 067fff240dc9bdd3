namespace Sandbox;

/// <summary>
/// Gives each path inside the sandbox its one spelling, so that back-ends may compare paths as text: no slash at the
/// end, none twice.
/// </summary>
internal static class SpecNormalizer
{
    /// <summary>The same spec with its inner paths normalized; the very same object where they are already.</summary>
    /// <param name="spec">A valid spec.</param>
    public static SandboxSpec Normalize(SandboxSpec spec)
    {
        if (spec.WorkingDirectory is { } directory && !IsNormal(directory))
        {
            spec = spec with { WorkingDirectory = Normalize(directory) };
        }

        if (spec.Root is DirectoryRoot root && root.Writable.Paths.Any(path => !IsNormal(path)))
        {
            var writable = WritablePaths.Only(root.Writable.Paths.Select(Normalize));
            spec = spec with { Root = root with { Writable = writable } };
        }

        if (spec.Inputs.Any(path => !IsNormal(path)))
        {
            spec = spec with { Inputs = [.. spec.Inputs.Select(Normalize)] };
        }

        if (spec.Outputs.Any(path => !IsNormal(path)))
        {
            spec = spec with { Outputs = [.. spec.Outputs.Select(Normalize)] };
        }

        if (spec.Mounts.Any(mount => !IsNormal(mount.Target)))
        {
            var mounts = spec.Mounts.Select(mount => mount with { Target = Normalize(mount.Target) });
            spec = spec with { Mounts = [.. mounts] };
        }

        if (spec.Deny.Any(denied => !IsNormal(denied.Path)))
        {
            spec = spec with { Deny = [.. spec.Deny.Select(denied => denied with { Path = Normalize(denied.Path) })] };
        }

        if (spec.NamedPipes.Any(pipe => !IsNormal(pipe.Path)))
        {
            spec = spec with { NamedPipes = [.. spec.NamedPipes.Select(pipe => pipe with { Path = Normalize(pipe.Path) })] };
        }

        if (spec.CollectedFiles.Any(file => !IsNormal(file.Path)))
        {
            spec = spec with { CollectedFiles = [.. spec.CollectedFiles.Select(file => file with { Path = Normalize(file.Path) })] };
        }

        return spec;
    }

    private static bool IsNormal(string path) =>
        path.Length == 1 || (path[^1] != '/' && !path.Contains("//", StringComparison.Ordinal));

    /// <summary>The one spelling of a path inside.</summary>
    public static string Normalize(string path) =>
        IsNormal(path) ? path : '/' + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));
}
