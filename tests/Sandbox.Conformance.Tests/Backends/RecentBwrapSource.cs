using Sandbox.Backends.Bwrap;
using Sandbox.Backends.Bwrap.Program;

namespace Sandbox.Conformance.Tests;

/// <summary>
/// The back-end on a recent bubblewrap beside the one that is installed: the directory it is in is SANDBOX_TEST_BUBBLEWRAP
/// (eng/test.sh fetches it).
/// </summary>
public sealed class RecentBwrapSource : IBackendSource
{
    /// <inheritdoc/>
    public ISandboxBackend Create()
    {
        var directory = Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP");
        if (directory is null)
        {
            var reason = Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP_UNAVAILABLE");
            Assert.Ignore(reason ?? "SANDBOX_TEST_BUBBLEWRAP is not set: run eng/test.sh, which fetches it");
        }

        return new BwrapBackend(new BwrapFinder(directory));
    }
}
