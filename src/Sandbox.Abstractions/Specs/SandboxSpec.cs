using System.Collections.Immutable;

namespace Sandbox;

/// <summary>
/// What one program may see and use: the single description every back-end works from.
/// </summary>
/// <remarks>
/// A spec is data. Making one touches nothing; <see cref="ISandbox"/> validates it before anything runs and throws
/// <see cref="SandboxSpecException"/> naming the member at fault. All paths are absolute, in bytes of at most 4095
/// (<c>PATH_MAX</c>), and hold no NUL.
/// </remarks>
public sealed record SandboxSpec
{
    private readonly ImmutableArray<string> _arguments = [];
    private readonly ImmutableArray<string> _inputs = [];
    private readonly ImmutableArray<string> _outputs = [];
    private readonly ImmutableArray<SandboxMount> _mounts = [];
    private readonly ImmutableArray<DeniedPath> _deny = [];
    private readonly ImmutableArray<int> _keepFileDescriptors = [];
    private readonly ImmutableArray<NamedPipe> _namedPipes = [];
    private readonly ImmutableArray<CollectedFile> _collectedFiles = [];

    /// <summary>
    /// The program: a path, or a name without a slash that is looked up in the command's own PATH, inside the
    /// sandbox, as execvp(3) does.
    /// </summary>
    public required string FileName { get; init; }

    /// <summary>The arguments after the program's name (argv[1] and on). Default: none.</summary>
    public ImmutableArray<string> Arguments
    {
        get => _arguments;
        init => _arguments = value.IsDefault ? [] : value;
    }

    /// <summary>What the command sees as <c>/</c>. Default: the host's tree, read-only.</summary>
    public SandboxRoot Root { get; init; } = SandboxRoot.ReadOnlyHost;

    /// <summary>
    /// Files, directories and symbolic links of the host that a <see cref="SandboxRoot.Hermetic"/> tree shows, each at its
    /// own absolute path, read-only. A link is there as it is; what it leads to is, if that is declared too.
    /// </summary>
    public ImmutableArray<string> Inputs
    {
        get => _inputs;
        init => _inputs = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// Files, directories or links that the command makes in a <see cref="SandboxRoot.Hermetic"/> tree, and that take the
    /// place of what the host has at the same absolute path when all processes have ended, however they did: each is there
    /// wholly or as it was. Only their directories can be written, and nothing else that is written there comes out. One
    /// that cannot be taken out is in <see cref="SandboxResult.OutputErrors"/>.
    /// </summary>
    public ImmutableArray<string> Outputs
    {
        get => _outputs;
        init => _outputs = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// The directory of the host in which what a run needs on disk is made, and removed at its end: an absolute path. Null:
    /// <c>run-sandbox</c> in <c>$XDG_CACHE_HOME</c>, else in <c>~/.cache</c>.
    /// </summary>
    public string? ScratchDirectory { get; init; }

    /// <summary>
    /// Whether what the run has on disk stays, to be looked at: throwaway layers, and the directories its outputs are made
    /// in (<see cref="SandboxResult.KeptDirectories"/>). No later run removes it. Default: false.
    /// </summary>
    public bool KeepScratch { get; init; }

    /// <summary>
    /// Whether the result lists what the run changed of a root that is ephemeral (<see cref="SandboxResult.Changes"/>).
    /// </summary>
    public bool ReportChanges { get; init; }

    /// <summary>Mounts and files added to the base tree, applied in order; a later one on the same target wins.</summary>
    public ImmutableArray<SandboxMount> Mounts
    {
        get => _mounts;
        init => _mounts = value.IsDefault ? [] : value;
    }

    /// <summary>Paths the command may not use. Applied after all mounts.</summary>
    public ImmutableArray<DeniedPath> Deny
    {
        get => _deny;
        init => _deny = value.IsDefault ? [] : value;
    }

    /// <summary>What of the network the command can reach. Default: its own loopback only.</summary>
    public SandboxNetwork Network { get; init; } = SandboxNetwork.None;

    /// <summary>The command's environment. Default: the caller's.</summary>
    public SandboxEnvironment Environment { get; init; } = SandboxEnvironment.Inherited;

    /// <summary>
    /// The directory the command starts in, as it is named inside. Null: the caller's current directory where it is
    /// visible inside, otherwise <c>/</c>.
    /// </summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Who the command is inside: user, group, host name. Default: the same as outside.</summary>
    public SandboxIdentity Identity { get; init; } = SandboxIdentity.SameAsCaller;

    /// <summary>The file mode creation mask, 0 to 0777 (umask(2)). Null: the caller's.</summary>
    public UnixFileMode? Umask { get; init; }

    /// <summary>What the command may use up. Default: no limit.</summary>
    public SandboxLimits Limits { get; init; } = SandboxLimits.None;

    /// <summary>
    /// The control group the command runs in. Null: one is made where a limit needs it, in the caller's own group.
    /// </summary>
    public SandboxCgroup? Cgroup { get; init; }

    /// <summary>Where the three standard streams go. Default: the caller's own.</summary>
    public SandboxStdio Stdio { get; init; } = SandboxStdio.Inherited;

    /// <summary>Named pipes made inside, whose content goes outside.</summary>
    public ImmutableArray<NamedPipe> NamedPipes
    {
        get => _namedPipes;
        init => _namedPipes = value.IsDefault ? [] : value;
    }

    /// <summary>Files that are copied out at the end.</summary>
    public ImmutableArray<CollectedFile> CollectedFiles
    {
        get => _collectedFiles;
        init => _collectedFiles = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// Descriptors of the calling process, 3 and up, that the command gets under the same numbers. Every other one is
    /// closed (close_range(2)).
    /// </summary>
    public ImmutableArray<int> KeepFileDescriptors
    {
        get => _keepFileDescriptors;
        init => _keepFileDescriptors = value.IsDefault ? [] : value;
    }

    /// <summary>Whether the command leads a session of its own (setsid(2)), without a controlling terminal.</summary>
    public bool NewSession { get; init; }

    /// <summary>
    /// Whether the command is process 1 of its own process namespace instead of a child of the sandbox's init. It must
    /// then reap orphans itself, and signals it has no handler for do not reach it (pid_namespaces(7)).
    /// </summary>
    public bool AsPid1 { get; init; }

    /// <summary>
    /// Whether the kernel places the stack, heap and libraries of the command at random addresses, as it does outside.
    /// False: always at the same ones, for runs that must be alike (personality(2), ADDR_NO_RANDOMIZE).
    /// </summary>
    public bool RandomizeAddresses { get; init; } = true;

    /// <summary>
    /// Whether chown(2), lchown(2), fchown(2) and fchownat(2) answer that they succeeded and do nothing. A sandbox knows
    /// one user and one group, so that programs which restore owners, such as tar(1) as root, would fail in it for no
    /// use. Null: yes with <see cref="SandboxRoot.Host"/>, where programs are to find everything as outside; otherwise no.
    /// </summary>
    public bool? FakeChown { get; init; }

    /// <summary>
    /// Whether what no back-end can hold on this machine is dropped or replaced, with a
    /// <see cref="SandboxWarning"/> each, instead of refused. Null: as the engine's options say, which is no by default.
    /// </summary>
    public bool? AllowDegraded { get; init; }

    /// <summary>A spec for <paramref name="fileName"/> with <paramref name="arguments"/> and every default.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SandboxSpec For(string fileName, params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        return new SandboxSpec { FileName = fileName, Arguments = [.. arguments] };
    }
}
