namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>The bubblewrap that is installed here (Debian's package bubblewrap), and a recent one.</summary>
internal static class Bubblewrap
{
    /// <summary>The words by which a fixture says which one it is about.</summary>
    public const string Installed = "installed", Recent = "recent";

    /// <summary>Skips the test where there is none.</summary>
    public static void Require()
    {
        if (!File.Exists("/usr/bin/bwrap"))
        {
            Assert.Ignore("/usr/bin/bwrap is missing (Debian's package bubblewrap)");
        }
    }

    /// <summary>The tool's PATH with one of the two in it. Skips the test where there is none.</summary>
    /// <param name="which"><see cref="Installed"/> or <see cref="Recent"/>, which eng/test.sh fetches.</param>
    public static string RequirePath(string which)
    {
        if (which == Installed)
        {
            Require();
            return "/usr/bin:/bin:/usr/sbin:/sbin";
        }

        var directory = Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP");
        if (directory is null)
        {
            var reason = Environment.GetEnvironmentVariable("SANDBOX_TEST_BUBBLEWRAP_UNAVAILABLE");
            Assert.Ignore(reason ?? "SANDBOX_TEST_BUBBLEWRAP is not set: run eng/test.sh, which fetches it");
        }

        return $"{directory}:/usr/bin:/bin:/usr/sbin:/sbin";
    }
}
