using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The options about the command's process: what it may reach, who it is, what it may use up.</summary>
internal static partial class OptionTable
{
    private static OptionGroup Isolation => new("Network and identity",
    [
        Member(
            "--net", "none|loopback|host",
            "none (default): a loopback of its own. loopback: the same, with an address for the host name. host: the host's "
            + "network.",
            "network", (spec, option) => spec with { Network = Network(option) }),
        Identity(
            "--uid", "N", "The user id inside.",
            "userId", (identity, option) => identity with { UserId = NumberArgument.Integer<uint>(option) }),
        Identity(
            "--gid", "N", "The group id inside.",
            "groupId", (identity, option) => identity with { GroupId = NumberArgument.Integer<uint>(option) }),
        Identity(
            "--hostname", "NAME", "The host name inside.",
            "hostName", (identity, option) => identity with { HostName = option.Value }),
    ]);

    private static OptionGroup Process => new("The command's process",
    [
        Member(
            "--env", "NAME[=VALUE]", "Set a variable; without VALUE, to what it is outside.",
            null, (spec, option) => spec with { Environment = EnvironmentArgument.Set(spec.Environment, option) }),
        Member(
            "--unset-env", "NAME", "Remove a variable.",
            null, (spec, option) => spec with { Environment = spec.Environment.Without(option.Value) }),
        Member(
            "--clear-env", null, "Start from no variables instead of the caller's.",
            null, (spec, _) => spec with { Environment = spec.Environment with { Inherit = false } }),
        Member(
            "--chdir", "DIR", "Start in DIR, a path inside. Default: the current directory where it is visible, else /.",
            "workingDirectory", (spec, option) => spec with { WorkingDirectory = PathArgument.OnHost(option, option.Value) }),
        Member(
            "--umask", "MODE", "The file mode creation mask, octal.",
            "umask", (spec, option) => spec with { Umask = NumberArgument.Mode(option, option.Value) }),
        Member(
            "--new-session", null, "A session of its own, without a controlling terminal.",
            "newSession", (spec, _) => spec with { NewSession = true }),
        Member(
            "--as-pid-1", null, "The command is process 1 inside, and must reap orphans itself.",
            "asPid1", (spec, _) => spec with { AsPid1 = true }),
        Member(
            "--fake-chown", null, "Changes of owner succeed and change nothing. Default with --fs host.",
            "fakeChown", (spec, _) => spec with { FakeChown = true }),
        Member(
            "--no-fake-chown", null, "They are the kernel's to answer. Default otherwise.",
            "fakeChown", (spec, _) => spec with { FakeChown = false }),
        new SpecOption(
            "--keep-fd", "N", "Pass descriptor N on; all others from 3 are closed. Repeatable.",
            null, (draft, option) => draft.AddKeptDescriptor(option)),
    ]);

    private static OptionGroup Limits => new("Limits; one that can't be enforced is refused",
    [
        Limit(
            "--time-limit", "DURATION", "Elapsed time: then SIGTERM, and exit code 124.",
            "wallTime", (limits, option) => limits with { WallTime = NumberArgument.Duration(option) }),
        Limit(
            "--kill-after", "DURATION", "From that SIGTERM to SIGKILL. Default: 2s.",
            "killAfter", (limits, option) => limits with { KillAfter = NumberArgument.Duration(option) }),
        Limit(
            "--cpu-time", "DURATION", "Processor time of all processes together, where a cgroup can be made; otherwise of each.",
            "cpuTime", (limits, option) => limits with { CpuTime = NumberArgument.Duration(option) }),
        Limit(
            "--memory", "SIZE", "Memory of all processes together.",
            "memory", (limits, option) => limits with { Memory = NumberArgument.Size(option) }),
        Limit(
            "--pids", "N", "Processes and threads.",
            "processes", (limits, option) => limits with { Processes = NumberArgument.Integer<int>(option) }),
        Limit(
            "--cpus", "N", "Processors kept busy at a time, such as 1.5.",
            "cpus", (limits, option) => limits with { Cpus = NumberArgument.Fraction(option) }),
        Limit(
            "--address-space", "SIZE", "Address space of each process.",
            "addressSpace", (limits, option) => limits with { AddressSpace = NumberArgument.Size(option) }),
        Limit(
            "--file-size", "SIZE", "The size of any file written.",
            "fileSize", (limits, option) => limits with { FileSize = NumberArgument.Size(option) }),
        Limit(
            "--open-files", "N", "Open descriptors of each process.",
            "openFiles", (limits, option) => limits with { OpenFiles = NumberArgument.Integer<int>(option) }),
        Limit(
            "--output-limit", "SIZE", "Bytes written to each of standard output and error.",
            "output", (limits, option) => limits with { Output = NumberArgument.Size(option) }),
        Member(
            "--cgroup", "FILE=VALUE", "Set a file of the command's cgroup, such as memory.high. Repeatable.",
            null, (spec, option) => spec with { Cgroup = CgroupArgument.Set(spec.Cgroup ?? new(), option) }),
        Member(
            "--cgroup-parent", "DIR", "Make that cgroup in DIR, a directory of cgroup v2.",
            "cgroup.parent",
            (spec, option) => spec with { Cgroup = (spec.Cgroup ?? new()) with { Parent = PathArgument.OnHost(option, option.Value) } }),
    ]);

    private static OptionGroup Streams => new("Standard streams",
    [
        Stream(
            "--stdin", "Read from FILE.",
            "input", (stdio, path) => stdio with { Input = SandboxInput.File(path) }),
        Stream(
            "--stdout", "Write to FILE, emptied first.",
            "output", (stdio, path) => stdio with { Output = SandboxOutput.File(path) }),
        Stream(
            "--stderr", "Likewise.",
            "error", (stdio, path) => stdio with { Error = SandboxOutput.File(path) }),
    ]);

    private static SpecOption Member(
        string name, string? valueName, string description, string? member, Func<SandboxSpec, OptionOccurrence, SandboxSpec> set) =>
        new(name, valueName, description, member, (draft, option) => draft.Spec = set(draft.Spec, option));

    private static SpecOption Identity(
        string name, string valueName, string description, string member, Func<SandboxIdentity, OptionOccurrence, SandboxIdentity> set) =>
        Member(name, valueName, description, $"identity.{member}", (spec, option) => spec with { Identity = set(spec.Identity, option) });

    private static SpecOption Limit(
        string name, string valueName, string description, string member, Func<SandboxLimits, OptionOccurrence, SandboxLimits> set) =>
        Member(name, valueName, description, $"limits.{member}", (spec, option) => spec with { Limits = set(spec.Limits, option) });

    private static SpecOption Stream(string name, string description, string member, Func<SandboxStdio, string, SandboxStdio> set) =>
        Member(
            name, "FILE", description, $"stdio.{member}",
            (spec, option) => spec with { Stdio = set(spec.Stdio, PathArgument.OnHost(option, option.Value)) });

    private static SandboxNetwork Network(OptionOccurrence option) => option.Value switch
    {
        "none" => SandboxNetwork.None,
        "loopback" => SandboxNetwork.Loopback,
        "host" => SandboxNetwork.Host,
        _ => throw option.Invalid("known are none, loopback and host"),
    };
}
