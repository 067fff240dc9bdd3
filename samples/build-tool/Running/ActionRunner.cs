using Sandbox;

namespace BuildTool;

/// <summary>Runs one action in a sandbox in which the project consists of the action's inputs.</summary>
/// <param name="sandbox">Runs commands in the back-end the settings say.</param>
internal sealed class ActionRunner(ISandbox sandbox) : IActionRunner
{
    /// <inheritdoc/>
    public async Task RunAsync(string project, BuildAction action, CancellationToken cancellationToken)
    {
        using var directory = new ActionDirectory(project, action, ActionDirectory.Create(project));
        var result = await sandbox.RunAsync(SpecOf(project, action, directory.Path), cancellationToken);
        if (!result.IsSuccess)
        {
            throw new ActionFailedException(result.ToString(), result.StandardOutputText);
        }

        directory.Publish(action.Outputs);
    }

    /// <summary>What the list says, and PATH.</summary>
    public static SandboxEnvironment EnvironmentOf(BuildAction action) => action.Env.Aggregate(
        SandboxEnvironment.Empty.With("PATH", "/usr/local/bin:/usr/bin:/bin"),
        (environment, variable) => environment.With(variable.Key, variable.Value));

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
            Environment = EnvironmentOf(action),
            // Ctrl-C is for this program: it ends the build, and the actions with it.
            NewSession = true,
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput },
        };
}
