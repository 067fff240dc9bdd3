using System.Runtime.InteropServices;
using Sandbox;

namespace RunSandbox.Signals;

/// <summary>
/// Passes the signals the tool gets on to the command. One that comes before the command runs is kept for it; where it
/// asks for the end and setting up takes long, setting up is given up instead.
/// </summary>
internal sealed class SignalForwarder : IDisposable
{
    // Numbers of signal(7); PosixSignal has names for some of them only, and takes raw numbers for the others.
    private const int SIGHUP = 1;
    private const int SIGINT = 2;
    private const int SIGQUIT = 3;
    private const int SIGUSR1 = 10;
    private const int SIGUSR2 = 12;
    private const int SIGTERM = 15;
    private const int SIGWINCH = 28;

    private static readonly (int Number, PosixSignal Signal)[] Forwarded =
    [
        (SIGHUP, PosixSignal.SIGHUP), (SIGINT, PosixSignal.SIGINT), (SIGQUIT, PosixSignal.SIGQUIT), (SIGTERM, PosixSignal.SIGTERM),
        (SIGWINCH, PosixSignal.SIGWINCH), (SIGUSR1, (PosixSignal)SIGUSR1), (SIGUSR2, (PosixSignal)SIGUSR2),
    ];

    // Setting up takes milliseconds: a command may have run, and told somebody to signal the tool, before the tool knows.
    private static readonly TimeSpan SetupPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly List<int> _waiting = [];
    private readonly CancellationTokenSource _setup = new();
    private ISandboxProcess? _process;

    /// <summary>Starts to listen, but for signals that were ignored when the tool started (nohup(1)): they stay so.</summary>
    public void Listen()
    {
        var ignored = IgnoredSignals.Read();
        foreach (var (number, signal) in Forwarded)
        {
            if (!ignored.Contains(number))
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, context => Receive(number, context)));
            }
        }
    }

    /// <summary>Cancelled when a signal asks for the end and the command does not run soon.</summary>
    public CancellationToken SetupToken => _setup.Token;

    /// <summary>The signal that cancelled <see cref="SetupToken"/>, or null.</summary>
    public int? Terminating { get; private set; }

    /// <summary>Passes on what came so far, and everything from now on.</summary>
    public void ForwardTo(ISandboxProcess process)
    {
        lock (_gate)
        {
            _process = process;
            _waiting.ForEach(process.Signal);
            _waiting.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _setup.Dispose();
    }

    private void Receive(int signal, PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_gate)
        {
            if (_process is not null)
            {
                _process.Signal(signal);
                return;
            }

            _waiting.Add(signal);
            if (signal is SIGHUP or SIGINT or SIGQUIT or SIGTERM)
            {
                Terminating ??= signal;
                _setup.CancelAfter(SetupPatience);
            }
        }
    }
}
