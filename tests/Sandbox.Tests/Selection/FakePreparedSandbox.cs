namespace Sandbox.Tests.Selection;

/// <summary>A sandbox that is none: it waits, and starts a process that runs nothing.</summary>
internal sealed class FakePreparedSandbox(string backend, FakeProcess process) : IPreparedSandbox
{
    public string Backend => backend;

    public bool IsReady { get; set; } = true;

    public bool IsDisposed { get; private set; }

    public SandboxCommand? Command { get; private set; }

    /// <summary>What starting throws; null: it starts.</summary>
    public Exception? StartFailure { get; init; }

    public Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        if (Command is not null)
        {
            throw new InvalidOperationException("it has got its command");
        }

        (Command, IsReady) = (command, false);
        return StartFailure is { } failure ? throw failure : Task.FromResult<ISandboxProcess>(process);
    }

    /// <summary>What its disposal waits for; null: nothing.</summary>
    public Task? Gate { get; set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return Gate is { } gate ? new(gate) : ValueTask.CompletedTask;
    }
}
