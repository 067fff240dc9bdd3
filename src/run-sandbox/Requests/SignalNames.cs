using System.Globalization;

namespace RunSandbox.Requests;

/// <summary>The names of signals (signal(7)).</summary>
internal static class SignalNames
{
    // By number, from 1; those of x86 and ARM.
    private static readonly string[] Names =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV",
        "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN",
        "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGPOLL", "SIGPWR", "SIGSYS",
    ];

    /// <summary>The name of a signal; its number where it has none, which is so for real-time signals.</summary>
    public static string Of(int signal) =>
        signal >= 1 && signal <= Names.Length ? Names[signal - 1] : signal.ToString(CultureInfo.InvariantCulture);
}
