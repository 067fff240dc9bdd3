using Sandbox;

namespace BuildTool;

/// <summary>
/// A place where one action runs at a time, with a sandbox that is ready for the next. It is made before it is known for which
/// action, so the inputs are not bound but copied into the directory that is the project inside.
/// </summary>
internal sealed class ActionSlot : IAsyncDisposable
{
    private readonly string _project;
    private readonly string _directory;
    private readonly SandboxPool _pool;

    /// <param name="sandbox">Makes the sandboxes.</param>
    /// <param name="project">The project's directory.</param>
    public ActionSlot(ISandbox sandbox, string project)
    {
        _project = project;
        _directory = ActionDirectory.Create(project);
        _pool = new SandboxPool(sandbox, SpecOf(project, _directory), size: 1);
    }

    /// <inheritdoc cref="IActionRunner.RunAsync"/>
    public async Task RunAsync(BuildAction action, CancellationToken cancellationToken)
    {
        using var directory = new ActionDirectory(_project, action, _directory, isKept: true);
        directory.CopyInputs(action.Inputs);
        var command = SandboxCommand.For(action.Command[0], action.Command.Skip(1)) with
        {
            Environment = ActionRunner.EnvironmentOf(action),
        };
        var result = await _pool.RunAsync(command, cancellationToken);
        if (!result.IsSuccess)
        {
            throw new ActionFailedException(result.ToString(), result.StandardOutputText);
        }

        directory.Publish(action.Outputs);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static SandboxSpec SpecOf(string project, string directory) => SandboxSpec.For("true") with
    {
        Root = new ReadOnlyHostRoot { WritableWorkingDirectory = false },
        Mounts = [SandboxMount.Bind(directory, project)],
        WorkingDirectory = project,
        // Ctrl-C is for this program: it ends the build, and the actions with it.
        NewSession = true,
        Stdio = SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput },
    };
}
