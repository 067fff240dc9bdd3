namespace Sandbox.Linux;

/// <summary>The signals the engine speaks of (signal(7), numbers of x86 and ARM).</summary>
internal static class Signals
{
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGCHLD = 17;
    public const int SIGCONT = 18;
    public const int SIGXCPU = 24;
    public const int SIGXFSZ = 25;

    /// <summary>glibc's own, of the two real-time signals it hides (nptl(7)).</summary>
    public const int SIGCANCEL = 32;

    /// <summary>glibc's own, likewise.</summary>
    public const int SIGSETXID = 33;
    public const int Max = 64;
}
