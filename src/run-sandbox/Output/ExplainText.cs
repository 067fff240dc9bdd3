using System.Text;
using Sandbox;

namespace RunSandbox.Output;

/// <summary>What <c>--explain</c> prints for people.</summary>
internal static class ExplainText
{
    /// <summary>Writes one line for each step, under the process that takes it.</summary>
    public static string Write(SandboxExplanation explanation)
    {
        var text = new StringBuilder($"Back-end: {explanation.Backend}\nNeeds: {explanation.Needs}\n");
        var width = explanation.Steps.Select(step => step.Operation.Length).DefaultIfEmpty().Max();
        string? stage = null;
        foreach (var step in explanation.Steps)
        {
            if (step.Stage != stage)
            {
                text.Append($"\n{step.Stage}\n");
                stage = step.Stage;
            }

            text.Append($"  {step.Operation.PadRight(width)}  ").AppendPrintable(step.Description).Append('\n');
        }

        foreach (var warning in explanation.Warnings)
        {
            text.Append($"\nwarning: {warning}\n");
        }

        return text.ToString();
    }
}
