using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>The command's environment: the caller's or none, with the spec's variables on top.</summary>
public static class CommandEnvironment
{
    private const string PathPrefix = "PATH=";

    /// <summary>The variables, each as <c>NAME=value</c>.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process, for the variables it has.</param>
    public static ImmutableArray<string> Of(SandboxSpec spec, HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        return Of(spec.Environment, facts.Environment);
    }

    /// <summary>The PATH the command is looked up in, as execvp(3) takes it from the command's own environment.</summary>
    /// <param name="environment">The command's variables, each as <c>NAME=value</c>.</param>
    public static string SearchPathOf(ImmutableArray<string> environment) =>
        environment.FirstOrDefault(entry => entry.StartsWith(PathPrefix, StringComparison.Ordinal)) is { } path
            ? path[PathPrefix.Length..]
            : LaunchPlan.DefaultSearchPath;

    private static ImmutableArray<string> Of(SandboxEnvironment environment, ImmutableArray<string> inherited)
    {
        var variables = environment.Variables;
        if (variables.IsEmpty)
        {
            return environment.Inherit ? inherited : [];
        }

        var result = ImmutableArray.CreateBuilder<string>(inherited.Length + variables.Count);
        if (environment.Inherit)
        {
            result.AddRange(inherited.Where(entry => !variables.ContainsKey(NameOf(entry))));
        }

        result.AddRange(variables.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}"));
        return result.DrainToImmutable();
    }

    private static string NameOf(string entry)
    {
        var end = entry.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? entry : entry[..end];
    }
}
