using Sandbox;

namespace BuildTool;

/// <summary>Runs actions, each in a sandbox of its own.</summary>
internal interface IActionRunner
{
    /// <summary>Runs one to its end, and takes its outputs out.</summary>
    /// <exception cref="ActionFailedException">The action failed, or did not make its outputs.</exception>
    /// <exception cref="SandboxException">The action could not be run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing of the action is running any more.</exception>
    Task RunAsync(string project, BuildAction action, CancellationToken cancellationToken);
}
