namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>The bubblewrap that is installed here (Debian's package bubblewrap).</summary>
internal static class Bubblewrap
{
    /// <summary>Skips the test where there is none.</summary>
    public static void Require()
    {
        if (!File.Exists("/usr/bin/bwrap"))
        {
            Assert.Ignore("/usr/bin/bwrap is missing (Debian's package bubblewrap)");
        }
    }
}
