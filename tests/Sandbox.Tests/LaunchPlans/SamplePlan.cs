using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

/// <summary>The smallest plans that say what a test is about.</summary>
internal static class SamplePlan
{
    public static LaunchPlan With(PlanStep[]? setup = null, PlanStep[]? command = null) => new()
    {
        Backend = "sample",
        Namespaces = Linux.Namespaces.User | Linux.Namespaces.Mount | Linux.Namespaces.Pid,
        Setup = [.. setup ?? []],
        Command = [.. command ?? []],
        FileName = "/bin/true",
        Arguments = ["/bin/true"],
        Environment = [],
    };
}
