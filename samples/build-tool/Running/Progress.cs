namespace BuildTool;

/// <summary>Tells how far the build is: a line to standard output for each action that ended.</summary>
internal sealed class Progress
{
    private readonly Lock _lock = new();
    private int _total;
    private int _ended;

    /// <summary>Starts counting.</summary>
    /// <param name="total">The number of actions.</param>
    public void Begin(int total) => _total = total;

    /// <summary>An action ended well, or need not run.</summary>
    public void Succeeded(BuildAction action, string note) => Write($"{action.Name} ({note})", "");

    /// <summary>An action failed, for this reason and after it wrote this.</summary>
    public void Failed(BuildAction action, string reason, string output) => Write($"{action.Name} FAILED: {reason}", output);

    private void Write(string line, string output)
    {
        lock (_lock)
        {
            Console.Out.WriteLine($"[{++_ended}/{_total}] {line}");
            Console.Out.Write(output);
        }
    }
}
