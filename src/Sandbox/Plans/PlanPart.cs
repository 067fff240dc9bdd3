namespace Sandbox.Plans;

/// <summary>Which part of a sandbox's making a plan is.</summary>
public enum PlanPart
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>What can be done before it is known which command it is for; the sandbox is held then.</summary>
    Held,

    /// <summary>What is left to do in a sandbox that was held.</summary>
    Continuation,
}
