using System.Collections.Immutable;
using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>A spec being put together from a file and the options that come on top of it.</summary>
internal sealed class SpecDraft
{
    private readonly ImmutableArray<string>.Builder _inputs;
    private readonly ImmutableArray<string>.Builder _outputs;
    private readonly ImmutableArray<SandboxMount>.Builder _mounts;
    private readonly ImmutableArray<DeniedPath>.Builder _deny;
    private readonly ImmutableArray<int>.Builder _keptDescriptors;
    private readonly List<string> _writablePaths = [];
    private readonly SpecOrigins _origins;
    private OptionOccurrence? _tree;
    private OptionOccurrence? _rootDirectory;
    private OptionOccurrence? _writable;
    private bool _isEphemeral;

    /// <summary>Starts a draft.</summary>
    /// <param name="start">What the options come on top of; null: every default.</param>
    /// <param name="origins">Learns which option each member comes from.</param>
    public SpecDraft(SandboxSpec? start, SpecOrigins origins)
    {
        Spec = start ?? new SandboxSpec { FileName = "" };
        _inputs = Spec.Inputs.ToBuilder();
        _outputs = Spec.Outputs.ToBuilder();
        _mounts = Spec.Mounts.ToBuilder();
        _deny = Spec.Deny.ToBuilder();
        _keptDescriptors = Spec.KeepFileDescriptors.ToBuilder();
        _origins = origins;
    }

    /// <summary>All but the lists, which grow here and are put in by <see cref="Build"/>.</summary>
    public SandboxSpec Spec { get; set; }

    /// <summary>Applies an option.</summary>
    /// <exception cref="UsageException">Its value makes no sense.</exception>
    public void Apply(SpecOption definition, OptionOccurrence option)
    {
        if (definition.Member is { } member)
        {
            _origins.Add(member, option);
        }

        definition.Apply(this, option);
    }

    /// <summary>Adds an input.</summary>
    public void AddInput(string path, OptionOccurrence option)
    {
        _origins.Add($"inputs[{_inputs.Count}]", option);
        _inputs.Add(path);
    }

    /// <summary>Adds an output.</summary>
    public void AddOutput(OptionOccurrence option)
    {
        _origins.Add($"outputs[{_outputs.Count}]", option);
        _outputs.Add(PathArgument.OnHost(option, option.Value));
    }

    /// <summary>Adds a mount.</summary>
    public void AddMount(SandboxMount mount, OptionOccurrence option)
    {
        _origins.Add($"mounts[{_mounts.Count}]", option);
        _mounts.Add(mount);
    }

    /// <summary>Adds a denied path.</summary>
    public void AddDenied(DeniedPath path, OptionOccurrence option)
    {
        _origins.Add($"deny[{_deny.Count}]", option);
        _deny.Add(path);
    }

    /// <summary>Adds a descriptor to pass on.</summary>
    public void AddKeptDescriptor(OptionOccurrence option)
    {
        _origins.Add($"keepFileDescriptors[{_keptDescriptors.Count}]", option);
        _keptDescriptors.Add(NumberArgument.Integer<int>(option));
    }

    /// <summary><c>--fs</c>.</summary>
    public void SetTree(OptionOccurrence option)
    {
        Spec = Spec with
        {
            Root = option.Value switch
            {
                "host" => SandboxRoot.Host,
                "readonly" => SandboxRoot.ReadOnlyHost,
                "hermetic" => SandboxRoot.Hermetic(),
                _ => throw option.Invalid("known are host, readonly and hermetic"),
            },
        };
        _tree = option;
    }

    /// <summary><c>--root</c>.</summary>
    public void SetRootDirectory(OptionOccurrence option)
    {
        Spec = Spec with { Root = SandboxRoot.Directory(PathArgument.OnHost(option, option.Value)) };
        _rootDirectory = option;
    }

    /// <summary><c>--writable</c>: <c>all</c> and <c>none</c> stand alone, paths add up.</summary>
    public void AddWritable(OptionOccurrence option)
    {
        var isWord = option.Value is "all" or "none";
        if (_writable is not null && (isWord || _writablePaths.Count == 0) && _writable.Value != option.Value)
        {
            throw option.Invalid($"it excludes {_writable}");
        }

        if (!isWord)
        {
            _writablePaths.Add(PathArgument.Inside(option, option.Value));
        }

        _writable = option;
    }

    /// <summary><c>--ephemeral</c>.</summary>
    public void SetEphemeral() => _isEphemeral = true;

    /// <summary>The spec for a command.</summary>
    /// <param name="command">The command's name and arguments; empty: those of the file the draft started from.</param>
    /// <exception cref="UsageException">Options exclude each other.</exception>
    public SandboxSpec Build(ReadOnlySpan<string> command)
    {
        if (_tree is not null && _rootDirectory is not null)
        {
            throw _tree.Invalid($"it excludes {_rootDirectory}");
        }

        return Spec with
        {
            FileName = command.IsEmpty ? Spec.FileName : command[0],
            Arguments = command.IsEmpty ? Spec.Arguments : [.. command[1..]],
            Root = _isEphemeral ? Root() with { Ephemeral = true } : Root(),
            Inputs = _inputs.ToImmutable(),
            Outputs = _outputs.ToImmutable(),
            Mounts = _mounts.ToImmutable(),
            Deny = _deny.ToImmutable(),
            KeepFileDescriptors = _keptDescriptors.ToImmutable(),
        };
    }

    private SandboxRoot Root() => (_writable, Spec.Root) switch
    {
        (null, var root) => root,
        ({ Value: "all" }, DirectoryRoot root) => root with { Writable = WritablePaths.All },
        ({ Value: "none" }, DirectoryRoot root) => root with { Writable = WritablePaths.None },
        (_, DirectoryRoot root) => root with { Writable = WritablePaths.Only(_writablePaths) },
        _ => throw _writable.Invalid("it is about the directory of --root", "with the host's tree, use --bind PATH"),
    };
}
