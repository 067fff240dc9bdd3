namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>Which member of a spec a step comes from, for messages.</summary>
internal static class SpecMembers
{
    /// <summary>The mount at a target, or <c>mounts</c> where a standard one is meant.</summary>
    public static string OfMount(SandboxSpec spec, string target)
    {
        for (var i = spec.Mounts.Length - 1; i >= 0; i--)
        {
            if (spec.Mounts[i].Target == target)
            {
                return $"mounts[{i}]";
            }
        }

        return "mounts";
    }

    /// <summary>The denied path, or <c>deny</c> where it is one among others.</summary>
    public static string OfDenied(SandboxSpec spec, string path)
    {
        for (var i = 0; i < spec.Deny.Length; i++)
        {
            if (spec.Deny[i].Path == path)
            {
                return $"deny[{i}].path";
            }
        }

        return "deny";
    }
}
