using System.Collections.Immutable;

namespace Sandbox;

/// <summary>A command for a sandbox that was set up before it was known which one (<see cref="IPreparedSandbox"/>).</summary>
public sealed record SandboxCommand
{
    private readonly ImmutableArray<string> _arguments = [];

    /// <summary>
    /// What is executed: a path inside, or a name without a slash, which is looked up in the command's PATH inside (execvp(3)).
    /// </summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, without the command's own name.</summary>
    public ImmutableArray<string> Arguments
    {
        get => _arguments;
        init => _arguments = value.IsDefault ? [] : value;
    }

    /// <summary>Its variables. Null: the spec's.</summary>
    public SandboxEnvironment? Environment { get; init; }

    /// <summary>
    /// The directory it starts in, as it is named inside. Null: the spec's. Nothing of the host becomes visible or writable
    /// because of it.
    /// </summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Where its three standard streams go. Null: where the spec says.</summary>
    public SandboxStdio? Stdio { get; init; }

    /// <summary>A command with every default.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SandboxCommand For(string fileName, params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        return new SandboxCommand { FileName = fileName, Arguments = [.. arguments] };
    }

    /// <summary>The command that a spec names.</summary>
    public static SandboxCommand Of(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new SandboxCommand { FileName = spec.FileName, Arguments = spec.Arguments };
    }

    /// <summary>The spec with this command in place of its own.</summary>
    public SandboxSpec ApplyTo(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec with
        {
            FileName = FileName,
            Arguments = Arguments,
            Environment = Environment ?? spec.Environment,
            WorkingDirectory = WorkingDirectory ?? spec.WorkingDirectory,
            Stdio = Stdio ?? spec.Stdio,
        };
    }
}
