namespace Sandbox;

/// <summary>
/// Sandboxes for one spec, set up ahead of the commands that run in them, each of which gets one of its own and is the only
/// one to get it. Starting a command costs little more than starting a process without a sandbox, as long as some are ready.
/// Safe to use from several threads at once.
/// </summary>
/// <remarks>
/// What is used is replaced in the background. When none is ready, the command's sandbox is set up when it comes, as without a
/// pool. What is ready holds two small processes each, three with bubblewrap, which end with this process however that ends. A
/// command sees and may do what it would in a sandbox that is made for it, and nothing more; <see cref="IPreparedSandbox"/> says
/// what is different. Descriptors that the spec keeps must stay open, and what they are, until the pool is disposed.
/// </remarks>
public sealed class SandboxPool : IAsyncDisposable
{
    /// <summary>The most sandboxes that a pool may keep ready.</summary>
    public const int MaxSize = 1024;

    // Setting up is the kernel's work, and the commands want processors, too.
    private static readonly int s_mostAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly ISandbox _sandbox;
    private readonly SandboxSpec _spec;
    private readonly int _size;
    private readonly Lock _gate = new();
    private readonly Queue<IPreparedSandbox> _ready = new();
    private readonly HashSet<Task> _making = [];
    private readonly CancellationTokenSource _closing = new();
    private Task? _closed;

    /// <summary>Makes a pool and begins to fill it.</summary>
    /// <param name="sandbox">Sets the sandboxes up.</param>
    /// <param name="spec">
    /// What the commands may see and use. The command it names is run where a caller names no other, and is not looked for before.
    /// </param>
    /// <param name="size">How many are kept ready, 1 to <see cref="MaxSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public SandboxPool(ISandbox sandbox, SandboxSpec spec, int size)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        (_sandbox, _spec, _size) = (sandbox, spec, size);
        Refill();
    }

    /// <summary>How many are ready now; one that somebody has killed is not.</summary>
    public int ReadyCount
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count(sandbox => sandbox.IsReady);
            }
        }
    }

    /// <summary>Why the last one that was tried could not be set up, as <see cref="FillAsync"/> throws it; null where it could.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Waits until as many are ready as are to be, or one could not be set up.</summary>
    /// <param name="cancellationToken">Cancels the waiting only.</param>
    /// <exception cref="SandboxException">One could not be set up: why.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task FillAsync(CancellationToken cancellationToken = default)
    {
        await DropDeadAsync().ConfigureAwait(false);
        while (NextMaking() is { } making)
        {
            try
            {
                await making.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ObjectDisposedException(GetType().FullName);
            }
        }
    }

    /// <summary>Starts a command in a sandbox of its own and returns when it is running.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancels the start only.</param>
    /// <exception cref="SandboxException">As <see cref="ISandbox.StartAsync"/>.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        SpecValidator.Validate(command.ApplyTo(_spec));
        try
        {
            var sandbox = await TakeAsync().ConfigureAwait(false)
                ?? await _sandbox.PrepareAsync(_spec, cancellationToken).ConfigureAwait(false);

            // A sandbox that has got its command has nothing left to dispose of.
            await using (sandbox.ConfigureAwait(false))
            {
                return await sandbox.StartAsync(command, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Not before: to set up another one would slow this start down.
            Refill();
        }
    }

    /// <summary>Runs a command to its end in a sandbox of its own.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancelling kills the whole tree, waits for its end, then throws with this token.</param>
    /// <returns>How it ended; a failing command is a result, not an exception.</returns>
    /// <exception cref="SandboxException">As <see cref="StartAsync"/>.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<SandboxResult> RunAsync(SandboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return RunToEnd.RunAsync(command.ApplyTo(_spec), () => StartAsync(command, cancellationToken), cancellationToken);
    }

    /// <summary>Takes down what is ready or being made. Commands that run are their callers' affair.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            return new(_closed ??= CloseAsync([.. _making]));
        }
    }

    private async Task CloseAsync(Task[] making)
    {
        // Not under the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAllAsync(TakeAll()).ConfigureAwait(false);
        _closing.Dispose();
    }

    private static Task DisposeAllAsync(IEnumerable<IPreparedSandbox> sandboxes) =>
        Task.WhenAll(sandboxes.Select(sandbox => sandbox.DisposeAsync().AsTask()));

    private List<IPreparedSandbox> TakeAll()
    {
        lock (_gate)
        {
            var all = _ready.ToList();
            _ready.Clear();
            return all;
        }
    }

    // Somebody has killed them while they waited.
    private Task DropDeadAsync()
    {
        IPreparedSandbox[] dead;
        lock (_gate)
        {
            var all = TakeAll().ToLookup(sandbox => sandbox.IsReady);
            foreach (var sandbox in all[true])
            {
                _ready.Enqueue(sandbox);
            }

            dead = [.. all[false]];
        }

        return DisposeAllAsync(dead);
    }

    private async Task<IPreparedSandbox?> TakeAsync()
    {
        while (true)
        {
            IPreparedSandbox? sandbox;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closed is not null, this);
                _ready.TryDequeue(out sandbox);
            }

            if (sandbox is null or { IsReady: true })
            {
                return sandbox;
            }

            await sandbox.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task? NextMaking()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed is not null, this);
            Refill();
            return _making.FirstOrDefault();
        }
    }

    private void Refill()
    {
        lock (_gate)
        {
            while (_closed is null && _making.Count < s_mostAtOnce && _ready.Count + _making.Count < _size)
            {
                var making = Task.Run(MakeAsync);
                _making.Add(making);
                _ = making.ContinueWith(Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private async Task MakeAsync()
    {
        try
        {
            var sandbox = await _sandbox.PrepareAsync(_spec, _closing.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _ready.Enqueue(sandbox);
                LastFailure = null;
            }
        }
        catch (Exception exception) when (!_closing.IsCancellationRequested)
        {
            LastFailure = exception;
            throw;
        }
    }

    // After a failure nobody tries again until somebody asks, who is told.
    private void Finish(Task making)
    {
        lock (_gate)
        {
            _making.Remove(making);
            if (making.Exception is null && !making.IsCanceled)
            {
                Refill();
            }
        }
    }
}
