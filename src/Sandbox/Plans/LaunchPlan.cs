using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>
/// Everything sandbox-init does for one command, as data: it can be printed, compared and counted before anything
/// happens.
/// </summary>
public sealed record LaunchPlan
{
    /// <summary>The back-end that wrote it.</summary>
    public required string Backend { get; init; }

    /// <summary>
    /// The namespaces the init is made in. Without a pid namespace the init adopts the orphans of the command
    /// (PR_SET_CHILD_SUBREAPER) and kills its descendants at the end: best effort against a program that fights it.
    /// </summary>
    public required Namespaces Namespaces { get; init; }

    /// <summary>
    /// What builds the sandbox in place of the init; the plan itself has then no namespace but, if the host's tree is to be
    /// prepared for the wrapper, one of mounts. Null: nothing.
    /// </summary>
    public LaunchWrapper? Wrapper { get; init; }

    /// <summary>What the init does, in order; with a wrapper, what comes before it and what is left to do inside.</summary>
    public required ImmutableArray<PlanStep> Setup { get; init; }

    /// <summary>What the command's own process does before it becomes the command, in order.</summary>
    public required ImmutableArray<PlanStep> Command { get; init; }

    /// <summary>What the init does when every process of the sandbox is dead, in order.</summary>
    public ImmutableArray<PlanStep> Collect { get; init; } = [];

    /// <summary>What to execute: a path, or a name without a slash to be looked up in <see cref="SearchPath"/>.</summary>
    public required string FileName { get; init; }

    /// <summary>argv, the command's own name first; at least one.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The environment, each as <c>NAME=value</c>.</summary>
    public required ImmutableArray<string> Environment { get; init; }

    /// <summary>The PATH the command is looked up in.</summary>
    public string SearchPath { get; init; } = DefaultSearchPath;

    /// <summary>Descriptors of this process for the command; the steps say under which numbers.</summary>
    public ImmutableArray<int> PassedDescriptors { get; init; } = [];

    /// <summary>The control group the command is born in; null: the calling process's.</summary>
    public CgroupPlan? Cgroup { get; init; }

    /// <summary>The wall-clock limit, or null.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>The time between SIGTERM and SIGKILL.</summary>
    public TimeSpan KillAfter { get; init; }

    /// <summary>The most bytes of each of the command's outputs, which this process counts; null: no limit.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>Whether the init becomes the command instead of starting it.</summary>
    public bool AsPid1 { get; init; }

    /// <summary>Whether the command is not executed after everything was set up: a probe.</summary>
    public bool SetupOnly { get; init; }

    /// <summary>Whether it is all there is to do, or a part of it.</summary>
    public PlanPart Part { get; init; }

    /// <summary>The throwaway layers its overlays use, made before it is carried out (<see cref="ThrowawayLayer.Of"/>).</summary>
    public ImmutableArray<ThrowawayLayer> Layers { get; init; } = [];

    /// <summary>The name of a command of which nothing is known yet: sandbox-init is told that there is one.</summary>
    internal const string UnknownCommand = "-";

    /// <summary>The PATH of a command whose environment has none, as execvp(3) has it.</summary>
    public static string DefaultSearchPath => "/usr/local/bin:/usr/bin:/bin";

    /// <summary>
    /// What every back-end's plan has in common: the spec's command, its descriptors and limits, and the end of the setup, in
    /// which the init gives up its privileges and then makes the spec's named pipes. A back-end adds what is its own.
    /// </summary>
    /// <param name="backend">The back-end's name.</param>
    /// <param name="spec">A valid spec, which asks for nothing but what was offered.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="namespaces">The namespaces the init is made in.</param>
    /// <param name="build">What the init does first, in order: it builds the sandbox.</param>
    /// <param name="group">The control group for the command (<see cref="CgroupPlan.Of"/>); null: the calling process's.</param>
    public static LaunchPlan Of(
        string backend,
        SandboxSpec spec,
        HostFacts facts,
        Namespaces namespaces,
        ImmutableArray<PlanStep> build,
        CgroupPlan? group = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        var environment = CommandEnvironment.Of(spec, facts);
        return new LaunchPlan
        {
            Backend = backend,
            Namespaces = namespaces,
            Setup = [.. build, .. PrivilegeSteps.All, .. TransferSteps.Pipes(spec)],
            Layers = ThrowawayLayer.Of(build),
            Command = CommandSteps.Of(spec, facts, group),
            Collect = TransferSteps.Files(spec),
            Cgroup = group,
            FileName = spec.FileName,
            Arguments = [spec.FileName, .. spec.Arguments],
            Environment = environment,
            SearchPath = CommandEnvironment.SearchPathOf(environment),
            PassedDescriptors = spec.KeepFileDescriptors,
            WallTime = spec.Limits.WallTime,
            KillAfter = spec.Limits.KillAfter ?? SandboxLimits.DefaultKillAfter,
            OutputLimit = spec.Limits.Output,
            AsPid1 = spec.AsPid1,
        };
    }

    /// <summary>The plan with the command of a spec in place of its own.</summary>
    /// <param name="spec">A valid spec that differs from the plan's in this alone.</param>
    internal LaunchPlan For(SandboxSpec spec) => this with { FileName = spec.FileName, Arguments = [spec.FileName, .. spec.Arguments] };

    /// <summary>The plan as steps for a reader.</summary>
    public ImmutableArray<SandboxExplanationStep> Explain()
    {
        var steps = ImmutableArray.CreateBuilder<SandboxExplanationStep>(Setup.Length + Command.Length + 5);
        steps.AddRange(Cgroup?.Explain() ?? []);
        if (OutputLimit is { } outputLimit)
        {
            steps.Add(new("host", "read", $"pass on up to {outputLimit} bytes of each output; with one more, kill everything"));
        }

        // A wrapper makes all others by itself, and that of the command's cgroup its own process.
        var namespaces = Cgroup is null || AsPid1 ? Namespaces : Namespaces & ~Namespaces.Cgroup;
        var before = Wrapper is null ? 0 : Setup.TakeWhile(step => step is MakePrivateStep or SealSourceStep).Count();
        if (Wrapper is null || namespaces != Namespaces.None)
        {
            steps.Add(new("monitor", Cgroup is null ? "clone" : "clone3", $"init in new namespaces [{namespaces}]"));
        }

        steps.AddRange(Setup.Take(before).Select(step => new SandboxExplanationStep("monitor", step.Operation, step.Description)));
        if (Wrapper is not null)
        {
            steps.Add(new("monitor", "execve", $"{ShellQuoting.Quote(Wrapper.Path)} {string.Join(' ', Wrapper.Arguments)} <(sandbox-init)"));
        }

        if (WallTime is { } limit)
        {
            steps.Add(new("monitor", "poll", $"after {limit} SIGTERM to every process, SIGKILL {KillAfter} later"));
        }

        if (Wrapper is null && !Namespaces.HasFlag(Namespaces.Pid))
        {
            steps.Add(new("init", "prctl", "adopt the command's orphans (PR_SET_CHILD_SUBREAPER)"));
        }

        steps.AddRange(Setup.Skip(before).Select(step => new SandboxExplanationStep("init", step.Operation, step.Description)));
        if (!AsPid1)
        {
            steps.Add(Cgroup is null
                ? new("init", "clone", "start the command's process, then reap")
                : new("init", "clone3", "start the command's process in its cgroup, then reap"));
        }

        if (namespaces != Namespaces)
        {
            steps.Add(new("command", "unshare", "a cgroup namespace that begins at its cgroup"));
        }

        steps.AddRange(Command.Select(step => new SandboxExplanationStep("command", step.Operation, step.Description)));
        steps.Add(SetupOnly
            ? new("command", "exit", "nothing is executed")
            : new("command", "execve", string.Join(' ', Arguments.Select(argument => ShellQuoting.Quote(argument)))));
        steps.AddRange(Collect.Select(step => new SandboxExplanationStep("init", step.Operation, step.Description)));
        return steps.DrainToImmutable();
    }
}
