using Sandbox;

namespace RunSandbox.Requests;

/// <summary>What holds for a request beyond the types of its members.</summary>
internal static class RequestRules
{
    /// <summary>The most pipes and the most files to copy; each takes descriptors.</summary>
    private const int MaxOutputs = 256;

    private const int MaxNameBytes = 64;

    public static void Check(RequestDocument request, SpecErrors errors)
    {
        errors.Check(request.Cmd.Count > 0, "cmd", "is empty");
        CheckTexts(request.Cmd, "cmd", errors);
        errors.Check(request.Cmd is not [{ Length: 0 }, ..], "cmd[0]", "is empty");
        CheckName(request.HostName, "hostName", errors);
        CheckName(request.DomainName, "domainName", errors);
        errors.Check(request.Uid is null or >= 0, "uid", $"{request.Uid} is less than 0");
        errors.Check(request.Gid is null or >= 0, "gid", $"{request.Gid} is less than 0");
        CheckPath(request.Chroot, "chroot", errors);
        CheckPath(request.WorkDir, "workDir", errors);
        CheckPath(request.Cgroup, "cgroup", errors);
        CheckPath(request.CgroupRoot, "cgroupRoot", errors);
        foreach (var (file, value) in request.CgroupConfig ?? new Dictionary<string, string>())
        {
            var member = $"cgroupConfig[{TextRules.Show(file)}]";
            CheckPath(file, member, errors);
            TextRules.Check(errors, member, value);
        }

        CheckEnvironment(request.Env ?? [], errors);
        errors.Check(request.TimeLimit is null or >= 0, "timeLimit", "is less than 0");
        CheckMounts(request.Mounts ?? [], errors);
        CheckOutputs(request, errors);
    }

    private static void CheckEnvironment(IReadOnlyList<string> environment, SpecErrors errors)
    {
        for (var index = 0; index < environment.Count; index++)
        {
            // Values may be secrets: they are not shown.
            var member = $"env[{index}]";
            errors.Check(environment[index].IndexOf('=', StringComparison.Ordinal) > 0, member, "is not of the form KEY=VALUE");
            errors.Check(!environment[index].Contains('\0', StringComparison.Ordinal), member, "holds a NUL character");
        }
    }

    private static void CheckMounts(IReadOnlyList<RequestMountDocument> mounts, SpecErrors errors)
    {
        errors.Check(mounts.Count <= TreeRules.MaxEntries, "mounts", $"has {mounts.Count} entries; at most {TreeRules.MaxEntries} are taken");
        for (var index = 0; index < mounts.Count; index++)
        {
            var mount = mounts[index];
            CheckPath(mount.Dest, $"mounts[{index}].dest", errors);
            CheckPath(mount.Src, $"mounts[{index}].src", errors);
            TextRules.Check(errors, $"mounts[{index}].type", mount.Type);
            TextRules.Check(errors, $"mounts[{index}].options", mount.Options ?? "");
            errors.Check(mount.Type != RequestTree.Bind || mount.Src is not null, $"mounts[{index}]", "'src' is missing");
        }
    }

    private static void CheckOutputs(RequestDocument request, SpecErrors errors)
    {
        var pipes = request.Pipes ?? [];
        var outputOf = request.StdStreams is null ? null : "stdStreams";
        var errorOf = outputOf;
        errors.Check(pipes.Count <= MaxOutputs, "pipes", $"has {pipes.Count} entries; at most {MaxOutputs} are taken");
        for (var index = 0; index < pipes.Count; index++)
        {
            var (pipe, member) = (pipes[index], $"pipes[{index}]");
            CheckPath(pipe.Src, $"{member}.src", errors);
            CheckDestination(pipe.Dest, pipe.Limit, member, errors);
            errors.Check(pipe.Stdout == true || pipe.Stderr == true || pipe.Src is not null, member, "'stdout', 'stderr' or 'src' is missing");
            Claim(pipe.Stdout, ref outputOf, member, "stdout", errors);
            Claim(pipe.Stderr, ref errorOf, member, "stderr", errors);
        }

        var files = request.CopyFiles ?? [];
        errors.Check(files.Count <= MaxOutputs, "copyFiles", $"has {files.Count} entries; at most {MaxOutputs} are taken");
        for (var index = 0; index < files.Count; index++)
        {
            CheckPath(files[index].Src, $"copyFiles[{index}].src", errors);
            CheckDestination(files[index].Dest, files[index].Limit, $"copyFiles[{index}]", errors);
            Claim(files[index].Stdout, ref outputOf, $"copyFiles[{index}]", "stdout", errors);
            Claim(files[index].Stderr, ref errorOf, $"copyFiles[{index}]", "stderr", errors);
        }

        if (request.StdStreams is { } streams)
        {
            CheckDestination(streams.Dest, streams.Limit, "stdStreams", errors);
        }
    }

    // A stream has one place to go to: to say which of two wins would be to lose what the other is there for.
    private static void Claim(bool? claims, ref string? owner, string member, string stream, SpecErrors errors)
    {
        if (claims == true)
        {
            errors.Check(owner is null, $"{member}.{stream}", $"goes to {owner} already");
            owner ??= member;
        }
    }

    private static void CheckDestination(string destination, double? limit, string member, SpecErrors errors)
    {
        CheckPath(destination, $"{member}.dest", errors);
        errors.Check(limit is null or >= 0, $"{member}.limit", "is less than 0");
        errors.Check(limit is null || limit == Math.Floor(limit.Value), $"{member}.limit", "is not a whole number of bytes");
    }

    private static void CheckTexts(IReadOnlyList<string> texts, string member, SpecErrors errors)
    {
        for (var index = 0; index < texts.Count; index++)
        {
            TextRules.Check(errors, $"{member}[{index}]", texts[index]);
        }
    }

    private static void CheckPath(string? path, string member, SpecErrors errors)
    {
        if (path is not null)
        {
            PathRules.CheckLength(errors, member, path);
        }
    }

    private static void CheckName(string? name, string member, SpecErrors errors)
    {
        if (name is not null && TextRules.Check(errors, member, name) is { } length)
        {
            errors.Check(length is > 0 and <= MaxNameBytes, member, $"is {length} bytes long; it must have 1 to {MaxNameBytes}");
        }
    }
}
