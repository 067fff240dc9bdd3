using Sandbox.Backends.Bwrap;
using Sandbox.Backends.Bwrap.Program;

namespace Sandbox.Tests.Bwrap;

/// <summary>A recent bubblewrap beside the one that is installed, where eng/test.sh could fetch it.</summary>
internal static class RecentBubblewrap
{
    /// <summary>The back-end on it; null where there is none.</summary>
    public static ISandboxBackend? Backend { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP") is { } directory ? new BwrapBackend(new BwrapFinder(directory)) : null;

    /// <summary>Why there is none.</summary>
    public static string Reason =>
        Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP_UNAVAILABLE") ?? "SANDBOX_TEST_BUBBLEWRAP is not set: run eng/test.sh, which fetches it";
}
