using System.Collections.Immutable;
using Sandbox;

namespace RunSandbox.Requests;

/// <summary>What a request asks for, as a spec.</summary>
internal static class RequestSpec
{
    private const string DefaultName = "sandals";

    /// <summary>The longest limit: what a count of nanoseconds in 64 bits holds, some 292 years. More is no limit.</summary>
    private static readonly double MaxSeconds = LimitRules.MaxDuration.TotalSeconds;

    /// <summary>Makes the spec.</summary>
    /// <param name="request">A valid request.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="outputs">Where its output goes.</param>
    /// <exception cref="SandboxSetupException">Something of it can't be held here; it is named by its path.</exception>
    public static SandboxSpec Of(RequestDocument request, RequestTree tree, RequestOutputs outputs)
    {
        RefuseImpossible(request);
        return new()
        {
            FileName = request.Cmd[0],
            Arguments = [.. request.Cmd.Skip(1)],
            Root = tree.Root,
            Mounts = tree.Mounts,
            Environment = EnvironmentOf(request.Env ?? []),
            WorkingDirectory = RequestTree.Inside(request.WorkDir ?? "/"),
            Identity = new()
            {
                UserId = (uint)(request.Uid ?? 0),
                GroupId = (uint)(request.Gid ?? 0),
                HostName = request.HostName ?? DefaultName,
                DomainName = request.DomainName ?? DefaultName,
            },
            Limits = LimitsOf(request),
            Cgroup = CgroupOf(request),
            RandomizeAddresses = request.VaRandomize ?? true,
            Stdio = outputs.Stdio,
            NamedPipes = outputs.NamedPipes,
            CollectedFiles = outputs.CollectedFiles,
            NewSession = true,
        };
    }

    private static void RefuseImpossible(RequestDocument request)
    {
        if (request.SeccompPolicy is not null)
        {
            throw new SandboxSetupException("seccompPolicy: policies in the language of Kafel can't be compiled here; leave it out");
        }
    }

    private static SandboxCgroup? CgroupOf(RequestDocument request) => request.CgroupConfig is not { } config ? null : new()
    {
        Existing = request.Cgroup is { } existing ? RequestTree.OnHost(existing) : null,
        Parent = request is { Cgroup: null, CgroupRoot: { } parent } ? RequestTree.OnHost(parent) : null,
        Settings = config.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static SandboxEnvironment EnvironmentOf(IReadOnlyList<string> variables)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            builder[variable[..equals]] = variable[(equals + 1)..];
        }

        return SandboxEnvironment.Empty with { Variables = builder.ToImmutable() };
    }

    private static SandboxLimits LimitsOf(RequestDocument request) => new()
    {
        WallTime = request.TimeLimit is { } seconds && seconds < MaxSeconds ? TimeSpan.FromSeconds(seconds) : null,
        KillAfter = TimeSpan.Zero,
    };
}
