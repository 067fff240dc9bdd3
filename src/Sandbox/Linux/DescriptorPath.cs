using System.Globalization;

namespace Sandbox.Linux;

/// <summary>
/// Paths by which calls that take only a path reach what is open, whatever its name leads to by now (proc_pid_fd(5)).
/// </summary>
internal static class DescriptorPath
{
    /// <summary>The path of what a descriptor is open on.</summary>
    public static string Of(DescriptorHandle descriptor) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor.Number}");
}
