using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The options about the tree the command sees.</summary>
internal static partial class OptionTable
{
    private static OptionGroup Tree => new("What the command sees as /",
    [
        new SpecOption(
            "--fs", "host|readonly|hermetic",
            "host: the tree as it is. readonly (default): the current directory is writable, /tmp, /dev, /dev/shm and "
            + "/proc are private, the rest is read-only. hermetic: only system directories and what is declared.",
            "root", (draft, option) => draft.SetTree(option)),
        new SpecOption(
            "--root", "DIR", "DIR is /, read-only.",
            "root", (draft, option) => draft.SetRootDirectory(option)),
        new SpecOption(
            "--writable", "all|none|PATH", "What of the --root may be written; a PATH is one inside. Repeatable.",
            "root.writable", (draft, option) => draft.AddWritable(option)),
        new SpecOption(
            "--input", "PATH", "With --fs hermetic: a file, directory or link the command sees, read-only. Repeatable.",
            null, (draft, option) => draft.AddInput(PathArgument.OnHost(option, option.Value), option)),
        new SpecOption(
            InputListOption, "FILE", "The same for each PATH in FILE, ended by newlines or, if it has any, by NULs. Repeatable.",
            null, (draft, option) => PathList.Read(option).ForEach(path => draft.AddInput(path, option))),
        new SettingOption(
            "--image", "FILE.aci",
            "An App Container image: its files are /, and it says what is run, unless a command is given. Removed in the end.",
            (settings, option) => settings.ImageFile = PathArgument.OnHost(option, option.Value)),
        new SpecOption(
            "--ephemeral", null,
            "What is written to the tree goes to a throwaway layer on disk; all of a --root is writable then, unless --writable "
            + "says what.",
            "root.ephemeral", (draft, _) => draft.SetEphemeral()),
        Member(
            "--scratch", "DIR", "Where that layer is made. Default: run-sandbox in XDG_CACHE_HOME, else in ~/.cache.",
            "scratchDirectory", (spec, option) => spec with { ScratchDirectory = PathArgument.OnHost(option, option.Value) }),
        new SettingOption(
            "--keep", null, "What the run has on disk stays, to be looked at: throwaway layers, outputs, the image's files.",
            (settings, option) => settings.Keep = option),
        new SettingOption(
            "--changes", "FILE", "List what the run changed of an --ephemeral tree, as JSON Lines.",
            (settings, option) => settings.ChangesFile = PathArgument.OnHost(option, option.Value)),
        new SpecOption(
            "--output", "PATH",
            "With --fs hermetic: a file, directory or link the command makes, which replaces the host's afterwards. Repeatable.",
            null, (draft, option) => draft.AddOutput(option)),
    ]);

    private static OptionGroup Mounts => new("Added to the tree, in the order given; a later one on the same target wins",
    [
        Mount(
            "--bind", "SRC[:DST]",
            "SRC of the host, writable, submounts included. DST defaults to SRC; \\: is a plain colon.",
            option => MountArgument.Bind(option, readOnly: false)),
        Mount(
            "--ro-bind", "SRC[:DST]", "The same, read-only.",
            option => MountArgument.Bind(option, readOnly: true)),
        Mount(
            "--bind-try", "SRC[:DST]", "Like --bind; a missing SRC is passed over.",
            option => MountArgument.Bind(option, readOnly: false, optional: true)),
        Mount(
            "--ro-bind-try", "SRC[:DST]", "Like --ro-bind; a missing SRC is passed over.",
            option => MountArgument.Bind(option, readOnly: true, optional: true)),
        Mount(
            "--tmpfs", "DST[:SETTINGS]", "An empty file system in memory. SETTINGS: size=64M,mode=1777.",
            MountArgument.Tmpfs),
        Mount(
            "--proc", "DST", "A /proc of the sandbox's own processes.",
            option => SandboxMount.Proc(PathArgument.Inside(option, option.Value))),
        Mount(
            "--dev", "DST", "A minimal /dev.",
            option => SandboxMount.Dev(PathArgument.Inside(option, option.Value))),
        Mount("--dir", "DST[:MODE]", "A directory.", MountArgument.Directory),
        Mount("--symlink", "TARGET:LINK", "A symbolic link LINK that says TARGET.", MountArgument.Symlink),
        Mount("--file", "SRC:DST[:MODE]", "A copy of a file.", MountArgument.File),
        new SpecOption(
            "--deny", "PATH[:MODE]",
            "After all of these, close PATH. block (default): every use is EACCES. hide: not there, or empty. message: "
            + "running it prints that it is not allowed, exit 1. PATH may be a pattern.",
            null, (draft, option) => draft.AddDenied(MountArgument.Deny(option), option)),
    ]);

    private static SpecOption Mount(
        string name, string valueName, string description, Func<OptionOccurrence, SandboxMount> parse) =>
        new(name, valueName, description, null, (draft, option) => draft.AddMount(parse(option), option));
}
