using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Sandbox;

namespace BuildTool;

/// <summary>Runs actions in sandboxes that are ready when an action is, as many at a time as there are slots.</summary>
/// <param name="sandbox">Makes the sandboxes.</param>
/// <param name="options">How many slots there are.</param>
internal sealed class PooledActionRunner(ISandbox sandbox, IOptions<BuildOptions> options) : IActionRunner, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<ActionSlot> _free = Channel.CreateUnbounded<ActionSlot>();
    private List<ActionSlot>? _slots;

    /// <inheritdoc/>
    public async Task RunAsync(string project, BuildAction action, CancellationToken cancellationToken)
    {
        Open(project);
        var slot = await _free.Reader.ReadAsync(cancellationToken);
        try
        {
            await slot.RunAsync(action, cancellationToken);
        }
        finally
        {
            _free.Writer.TryWrite(slot);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The container does this for each type it is registered as.
        foreach (var slot in Interlocked.Exchange(ref _slots, null) ?? [])
        {
            await slot.DisposeAsync();
        }
    }

    private void Open(string project)
    {
        lock (_gate)
        {
            if (_slots is null)
            {
                _slots = [.. Enumerable.Range(0, options.Value.Pool).Select(_ => new ActionSlot(sandbox, project))];
                _slots.ForEach(slot => _free.Writer.TryWrite(slot));
            }
        }
    }
}
