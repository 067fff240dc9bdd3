using Microsoft.Extensions.Options;
using Sandbox;

namespace BuildTool;

/// <summary>
/// Runs actions in sandboxes that are ready when an action is. They are made before it is known for which action, so the inputs
/// are not bound but copied: into a directory that only its name leads to, and that the action starts in.
/// </summary>
/// <param name="sandbox">Makes the sandboxes.</param>
/// <param name="options">How many are kept ready.</param>
internal sealed class PooledActionRunner(ISandbox sandbox, IOptions<BuildOptions> options) : IActionRunner, IAsyncDisposable
{
    private const string Inside = "/tmp/build";

    private readonly Lock _gate = new();
    private SandboxPool? _pool;
    private string? _exchange;

    /// <inheritdoc/>
    public async Task RunAsync(string project, BuildAction action, CancellationToken cancellationToken)
    {
        var (pool, exchange) = Open(project);
        using var directory = new ActionDirectory(project, action, exchange);
        directory.CopyInputs(action.Inputs);
        var command = SandboxCommand.For(action.Command[0], action.Command.Skip(1)) with
        {
            WorkingDirectory = $"{Inside}/{Path.GetFileName(directory.Path)}",
            Environment = ActionRunner.EnvironmentOf(action),
        };

        var result = await pool.RunAsync(command, cancellationToken);
        if (!result.IsSuccess)
        {
            throw new ActionFailedException(result.ToString(), result.StandardOutputText);
        }

        directory.Publish(action.Outputs);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The container does this for each type it is registered as.
        if (Interlocked.Exchange(ref _pool, null) is { } pool)
        {
            await pool.DisposeAsync();
            File.SetUnixFileMode(_exchange!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory.Delete(_exchange!, recursive: true);
        }
    }

    private (SandboxPool Pool, string Exchange) Open(string project)
    {
        lock (_gate)
        {
            if (_pool is null)
            {
                // Whoever does not know a name in it finds none: it can be entered and not listed.
                _exchange = Directory.CreateDirectory(
                    $"{project}/.build-tool-{Guid.NewGuid():N}", UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
                _pool = new SandboxPool(sandbox, SpecOf(project, _exchange), options.Value.Pool);
            }

            return (_pool, _exchange!);
        }
    }

    private static SandboxSpec SpecOf(string project, string exchange) => SandboxSpec.For("true") with
    {
        Root = new ReadOnlyHostRoot { WritableWorkingDirectory = false },
        Mounts = [SandboxMount.Tmpfs(project), SandboxMount.Bind(exchange, Inside)],
        WorkingDirectory = Inside,
        // Ctrl-C is for this program: it ends the build, and the actions with it.
        NewSession = true,
        Stdio = SandboxStdio.Captured with { Error = SandboxOutput.ToStandardOutput },
    };
}
