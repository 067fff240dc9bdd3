using System.Runtime.InteropServices;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Signals, as a shell or a terminal sends them (signal(7), kill(2)).</summary>
internal static partial class Native
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGKILL = 9;
    public const int SIGUSR1 = 10;
    public const int SIGUSR2 = 12;
    public const int SIGTERM = 15;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;
    public const int SIGWINCH = 28;

    /// <summary>Sends a signal to a process that is there.</summary>
    public static void Send(int process, int signal) => Assert.That(kill(process, signal), Is.Zero, $"kill({process}, {signal})");

    /// <summary>Sends a signal to every process of a group.</summary>
    public static void SendToGroup(int group, int signal) => Send(-group, signal);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
