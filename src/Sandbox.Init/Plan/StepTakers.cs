namespace Sandbox.Init.Plan;

/// <summary>The processes that may take a step.</summary>
[System.Flags]
internal enum StepTakers
{
    None = 0,
    Init = 1,
    Command = 2,
    Both = Init | Command,
}
