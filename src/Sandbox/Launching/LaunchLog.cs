using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sandbox.Plans;

namespace Sandbox.Launching;

/// <summary>What the launcher logs. Event ids 100 to 199 are its own and stable.</summary>
internal sealed partial class LaunchLog(ILogger? logger)
{
    private readonly ILogger _logger = logger ?? NullLogger.Instance;

    /// <summary>Logs that sandbox-init was spawned.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="pid">Its process.</param>
    public void Spawned(LaunchPlan plan, int pid) => Spawned(plan.Backend, pid, plan.Setup.Length + plan.Command.Length);

    [LoggerMessage(101, LogLevel.Debug, "{Backend}: the command of sandbox-init {Pid} runs")]
    public partial void Started(string backend, int pid);

    [LoggerMessage(102, LogLevel.Debug, "{Backend}: sandbox-init {Pid} ended: {Result}")]
    public partial void Ended(string backend, int pid, SandboxResult result);

    [LoggerMessage(103, LogLevel.Debug, "{Backend}: sandbox-init {Pid} could not start the command: {Reason}")]
    public partial void Failed(string backend, int pid, string reason);

    [LoggerMessage(100, LogLevel.Debug, "{Backend}: sandbox-init is process {Pid}, its plan has {Steps} steps")]
    private partial void Spawned(string backend, int pid, int steps);

    [LoggerMessage(104, LogLevel.Debug, "{Backend}: the wrapper of sandbox-init {Pid} wrote: {Message}")]
    public partial void WrapperWrote(string backend, int pid, string message);
}
