using System.Globalization;
using System.Text.RegularExpressions;
using Sandbox;

namespace RunSandbox.Requests;

/// <summary>Names the members of a request that members of a spec were made of.</summary>
internal static partial class RequestMembers
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["fileName"] = "cmd[0]",
        ["root.path"] = "chroot",
        ["workingDirectory"] = "workDir",
        ["identity.userId"] = "uid",
        ["identity.groupId"] = "gid",
        ["identity.hostName"] = "hostName",
        ["identity.domainName"] = "domainName",
        ["cgroup.parent"] = "cgroupRoot",
        ["cgroup.existing"] = "cgroup",
        ["limits.wallTime"] = "timeLimit",
    };

    /// <summary>What is wrong, each under the path the request has it at.</summary>
    public static string Describe(SandboxSpecException exception, RequestTree tree) =>
        string.Join("; ", exception.Errors.Select(error => $"{Of(error.Member, tree)}: {error.Problem}"));

    private static string Of(string member, RequestTree tree)
    {
        if (MountPattern().Match(member) is { Success: true } mount)
        {
            var index = tree.FirstMount + int.Parse(mount.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
            return $"mounts[{index}]{(mount.Groups["part"].Value == ".source" ? ".src" : ".dest")}";
        }

        return Names.TryGetValue(member, out var name) ? name
            : member.Replace("cgroup.settings", "cgroupConfig", StringComparison.Ordinal).Replace("collectedFiles", "copyFiles", StringComparison.Ordinal).Replace(".path", ".src", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^mounts\[(?<index>[0-9]+)\](?<part>\.\w+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex MountPattern();
}
