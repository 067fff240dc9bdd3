using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>What bubblewrap tells about itself.</summary>
internal static partial class BwrapHelp
{
    /// <summary>The version in what <c>bwrap --version</c> writes, such as <c>bubblewrap 0.8.0</c>; or null.</summary>
    public static Version? ParseVersion(string output)
    {
        var words = output.Trim().Split(' ');
        return words is ["bubblewrap", var number, ..] && Version.TryParse(number, out var version)
            ? new Version(version.Major, version.Minor, Math.Max(version.Build, 0))
            : null;
    }

    /// <summary>The options in what <c>bwrap --help</c> writes, one at the beginning of a line; texts name others.</summary>
    public static ImmutableHashSet<string> ParseOptions(string output) =>
        [.. OptionLine().Matches(output).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\s+(--[a-z0-9-]+)(?:\s|$)", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
