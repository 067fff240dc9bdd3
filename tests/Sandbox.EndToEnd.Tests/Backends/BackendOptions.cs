namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>The options by which a fixture says which back-end it is about.</summary>
internal static class BackendOptions
{
    /// <summary>Whether they choose chroot, which shows the host's processes and gives no ids of its own.</summary>
    public static bool IsChroot(this IEnumerable<string> options) => options.Contains("chroot");

    /// <summary>Whether they choose bubblewrap.</summary>
    public static bool IsBwrap(this IEnumerable<string> options) => options.Contains("bwrap");

    /// <summary>Skips the test where the back-end is not to be had.</summary>
    public static void Require(this IEnumerable<string> options)
    {
        if (options.IsBwrap())
        {
            Bubblewrap.Require();
        }
        else if (options.IsChroot() && !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("chroot is root's");
        }
    }

    /// <summary>Skips a test of what chroot does not offer.</summary>
    public static void RequireMoreThanChroot(this IEnumerable<string> options)
    {
        if (options.IsChroot())
        {
            Assert.Ignore("chroot offers no such thing");
        }
    }
}
