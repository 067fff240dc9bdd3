using System.Collections.Immutable;
using System.Text;
using Sandbox.Plans;

namespace Sandbox.Tests.Launching.Running;

/// <summary>The real bubblewrap as a wrapper (bwrap(1)).</summary>
internal static class Bubblewrap
{
    private const string Path = "/usr/bin/bwrap";

    /// <summary>What every run needs: sandbox-init as process 1, which ends with bwrap.</summary>
    private static readonly string[] Always = ["--unshare-all", "--die-with-parent", "--as-pid-1"];

    /// <summary>The host's tree, and a /proc through which sandbox-init is executed.</summary>
    public static readonly string[] HostTree = ["--bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"];

    public static void Require()
    {
        if (!File.Exists(Path))
        {
            Assert.Ignore($"{Path} is not installed (Debian: apt-get install bubblewrap)");
        }
    }

    /// <param name="plan">A plan without namespaces.</param>
    /// <param name="options">Options, which bwrap reads from a file.</param>
    public static LaunchPlan Wrapped(this LaunchPlan plan, params string[] options) => plan with
    {
        Wrapper = new LaunchWrapper
        {
            Path = Path,
            Arguments =
            [
                WrapperArgument.Text("--args"),
                WrapperArgument.File(Joined([.. Always, .. options]), string.Join(' ', options)),
                WrapperArgument.Text("--"),
            ],
        },
    };

    private static ImmutableArray<byte> Joined(IEnumerable<string> options) =>
        [.. options.SelectMany(option => Encoding.UTF8.GetBytes(option + "\0"))];
}
