namespace Sandbox.Launching;

/// <summary>
/// How long it may take, once everything is dead, to pass on what is left of the outputs. A command that ended by itself is
/// owed a reader's whole time; one that was ended because of a limit, or by the caller, must not be kept by a reader that
/// does not read.
/// </summary>
internal sealed class DrainPatience : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private bool _isDraining;
    private bool _isHurried;
    private bool _isDisposed;

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Everything is dead.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isDraining = true;
            StartIfDue();
        }
    }

    /// <summary>It ends before its time.</summary>
    public void Hurry()
    {
        lock (_gate)
        {
            _isHurried = true;
            StartIfDue();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _over.Dispose();
        }
    }

    private void StartIfDue()
    {
        if (_isDraining && _isHurried && !_isDisposed)
        {
            _over.CancelAfter(Patience);
        }
    }
}
