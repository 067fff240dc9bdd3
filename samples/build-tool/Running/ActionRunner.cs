using Sandbox;

namespace BuildTool;

/// <summary>Runs one action in a sandbox in which the project consists of the action's inputs.</summary>
/// <param name="sandbox">Runs commands in the back-end the settings say.</param>
internal sealed class ActionRunner(ISandbox sandbox)
{
    /// <exception cref="ActionFailedException">The action failed, or did not make its outputs.</exception>
    /// <exception cref="SandboxException">The action could not be run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing of the action is running any more.</exception>
    public async Task RunAsync(string project, BuildAction action, CancellationToken cancellationToken)
    {
        using var directory = new ActionDirectory(project, action);
        var result = await sandbox.RunAsync(SpecOf(project, action, directory.Path), cancellationToken);
        if (!result.IsSuccess)
        {
            throw new ActionFailedException(result.ToString(), result.StandardOutputText);
        }

        directory.Publish(action.Outputs);
    }

    private static SandboxSpec SpecOf(string project, BuildAction action, string directory) =>
        SandboxSpec.For(action.Command[0], action.Command.Skip(1)) with
        {
            // The host's tools can be read, the project is covered, and what is no input is not there.
            Root = new ReadOnlyHostRoot { WritableWorkingDirectory = false },
            Mounts =
            [
                SandboxMount.Bind(directory, project),
                .. action.Inputs.Select(input => SandboxMount.ReadOnlyBind($"{project}/{input}")),
            ],
            WorkingDirectory = project,
            Environment = action.Env.Aggregate(
                SandboxEnvironment.Empty.With("PATH", "/usr/local/bin:/usr/bin:/bin"),
                (environment, variable) => environment.With(variable.Key, variable.Value)),
            // Ctrl-C is for this program: it ends the build, and the actions with it.
            NewSession = true,
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput },
        };
}
