namespace Sandbox.Linux;

/// <summary>The signals the engine speaks of (signal(7), numbers of x86 and ARM).</summary>
internal static class Signals
{
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGCONT = 18;
    public const int SIGXCPU = 24;
    public const int SIGXFSZ = 25;
    public const int Max = 64;
}
