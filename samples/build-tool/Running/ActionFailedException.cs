namespace BuildTool;

/// <summary>An action did not make what it says it makes.</summary>
/// <param name="problem">What is wrong, to be read after the action's name.</param>
/// <param name="output">What its command wrote, or nothing.</param>
internal sealed class ActionFailedException(string problem, string output = "") : Exception(problem)
{
    /// <summary>What the command wrote to its standard output and error.</summary>
    public string Output { get; } = output;
}
