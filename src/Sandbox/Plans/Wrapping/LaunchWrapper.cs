using System.Collections.Immutable;

namespace Sandbox.Plans;

/// <summary>
/// A program that builds the sandbox in place of the init, makes new namespaces, and executes sandbox-init as process 1
/// of them, which then takes the plan's remaining steps. It runs with an empty environment and standard streams of its
/// own; what it writes is told when it fails. It must end when what it has started ends, and take that along when it is
/// killed.
/// </summary>
public record LaunchWrapper
{
    /// <summary>Its executable, an absolute path on the host.</summary>
    public required string Path { get; init; }

    /// <summary>Its arguments, without argv[0]. The command line of sandbox-init follows them.</summary>
    public required ImmutableArray<WrapperArgument> Arguments { get; init; }

    /// <summary>
    /// Where the wrapper puts sandbox-init inside, as it finds it by <see cref="WrapperArgument.Init"/>; null: it is
    /// executed through its descriptor, for which /proc must be mounted inside.
    /// </summary>
    public string? InitPath { get; init; }

    /// <summary>Whether what it wrote means that this machine does not let it isolate at all, and what it was doing then.</summary>
    /// <param name="message">Its standard error and output.</param>
    /// <returns>Null where the failure is about this one plan.</returns>
    public virtual WrapperRefusal? FindRefusal(string message) => null;
}
