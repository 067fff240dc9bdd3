namespace Sandbox.Init.Descendants;

/// <summary>What /proc says of a process (proc_pid_stat(5)).</summary>
internal readonly struct ProcessStatus
{
    private readonly byte state;

    public ProcessStatus(int parent, byte state)
    {
        Parent = parent;
        this.state = state;
    }

    public int Parent { get; }

    /// <summary>Neither stopped, nor traced and stopped, nor dead: it may yet fork.</summary>
    public bool IsActive => state is not ((byte)'T' or (byte)'t' or (byte)'Z' or (byte)'X');
}
