using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The values of the options that add to the tree.</summary>
internal static class MountArgument
{
    /// <summary><c>SRC[:DST]</c>.</summary>
    public static BindMount Bind(OptionOccurrence option, bool readOnly, bool optional = false)
    {
        var fields = Fields(option, 1, 2, "SRC[:DST]");
        var source = PathArgument.OnHost(option, fields[0]);
        return new BindMount
        {
            Source = source,
            Target = fields.Count == 1 ? source : PathArgument.Inside(option, fields[1]),
            ReadOnly = readOnly,
            Optional = optional,
        };
    }

    /// <summary><c>DST[:size=64M,mode=1777]</c>.</summary>
    public static TmpfsMount Tmpfs(OptionOccurrence option)
    {
        var fields = Fields(option, 1, 2, "DST[:size=SIZE,mode=MODE]");
        var mount = SandboxMount.Tmpfs(PathArgument.Inside(option, fields[0]));
        foreach (var setting in fields.Count == 1 ? [] : fields[1].Split(','))
        {
            mount = setting.Split('=', 2) switch
            {
                ["size", var size] => mount with { Size = NumberArgument.Size(option, size) },
                ["mode", var mode] => mount with { Mode = NumberArgument.Mode(option, mode) },
                _ => throw option.Invalid($"'{setting}' is no tmpfs setting", "known are size=SIZE and mode=MODE"),
            };
        }

        return mount;
    }

    /// <summary><c>DST[:MODE]</c>.</summary>
    public static DirectoryMount Directory(OptionOccurrence option)
    {
        var fields = Fields(option, 1, 2, "DST[:MODE]");
        var target = PathArgument.Inside(option, fields[0]);
        return SandboxMount.Directory(target, fields.Count == 1 ? null : NumberArgument.Mode(option, fields[1]));
    }

    /// <summary><c>TARGET:LINK</c>.</summary>
    public static SymlinkMount Symlink(OptionOccurrence option)
    {
        var fields = Fields(option, 2, 2, "TARGET:LINK");
        return SandboxMount.Symlink(fields[0], PathArgument.Inside(option, fields[1]));
    }

    /// <summary><c>SRC:DST[:MODE]</c>.</summary>
    public static FileMount File(OptionOccurrence option)
    {
        var fields = Fields(option, 2, 3, "SRC:DST[:MODE]");
        return SandboxMount.File(
            PathArgument.OnHost(option, fields[0]),
            PathArgument.Inside(option, fields[1]),
            fields.Count == 2 ? null : NumberArgument.Mode(option, fields[2]));
    }

    /// <summary><c>PATH[:block|hide|message]</c>.</summary>
    public static DeniedPath Deny(OptionOccurrence option) =>
        DeniedPathText.TryParse(option.Value, out var denied)
            ? denied with { Path = PathArgument.Inside(option, denied.Path) }
            : throw option.Invalid($"{DeniedPathText.Expected} is expected");

    private static List<string> Fields(OptionOccurrence option, int least, int most, string form) =>
        ColonFields.Split(option.Value) is var fields && fields.Count >= least && fields.Count <= most
            ? fields
            : throw option.Invalid($"{form} is expected", "write \\: for a colon that belongs to a name");
}
