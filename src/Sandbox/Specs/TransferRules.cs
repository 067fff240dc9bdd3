namespace Sandbox;

/// <summary>Rules for what is taken out of the sandbox besides its streams.</summary>
internal static class TransferRules
{
    /// <summary>The most of each kind: every one takes a descriptor or two.</summary>
    public const int MaxEntries = 256;

    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        CheckCount(errors, "namedPipes", spec.NamedPipes.Length, spec);
        for (var index = 0; index < spec.NamedPipes.Length; index++)
        {
            var (pipe, member) = (spec.NamedPipes[index], $"namedPipes[{index}]");
            if (errors.CheckPresent(pipe, member))
            {
                Check(errors, member, pipe.Path, pipe.Destination, pipe.Limit);
            }
        }

        CheckCount(errors, "collectedFiles", spec.CollectedFiles.Length, spec);
        for (var index = 0; index < spec.CollectedFiles.Length; index++)
        {
            var (file, member) = (spec.CollectedFiles[index], $"collectedFiles[{index}]");
            if (errors.CheckPresent(file, member))
            {
                Check(errors, member, file.Path, file.Destination, file.Limit);
            }
        }
    }

    private static void CheckCount(SpecErrors errors, string member, int count, SandboxSpec spec)
    {
        errors.Check(count <= MaxEntries, member, $"has {count} entries; at most {MaxEntries} are taken");
        errors.Check(
            count == 0 || !spec.AsPid1, member, "needs an init that outlives the command; with 'asPid1' there is none");
    }

    private static void Check(SpecErrors errors, string member, string? path, SandboxOutput? destination, long? limit)
    {
        if (PathRules.CheckInnerPath(errors, $"{member}.path", path))
        {
            errors.Check(!PathRules.IsRoot(path!), $"{member}.path", "must not be '/', which is no file");
        }

        errors.Check(limit is null or >= 0, $"{member}.limit", $"{limit} is less than 0");
        switch (destination)
        {
            case FileOutput file:
                PathRules.CheckHostPath(errors, $"{member}.file", file.Path);
                break;
            case StreamOutput stream:
                errors.Check(stream.Destination is { CanWrite: true }, member, "its stream is null or cannot be written");
                break;
            default:
                errors.Add(member, "must go to a file or a stream");
                break;
        }
    }
}
