using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

/// <summary>The smallest plans that say what a test is about.</summary>
internal static class SamplePlan
{
    /// <summary>A plan with one step; where it is about a file of a wrapper, that is the third descriptor passed.</summary>
    public static LaunchPlan For(PlanStep step) => step is not SameFileStep { Source: var source } ? With([step]) : With([step]) with
    {
        Namespaces = Linux.Namespaces.None,
        PassedDescriptors = [0, 1],
        Wrapper = new LaunchWrapper { Path = "/usr/bin/bwrap", Arguments = [WrapperArgument.Text("--bind"), source, WrapperArgument.Text("/dst")] },
    };

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
