using Sandbox.Linux;

namespace Sandbox.Trees.Planning;

/// <summary>The directory of the host that stays writable where the rest of the host's tree is read-only.</summary>
internal static class WritableWorkingDirectory
{
    /// <summary>
    /// The directory, or null where there is none: another root, nothing of that name on the host (then it is to
    /// come from a mount), the root itself, one of the sandbox's own /proc and /dev, or one of /sys, where files are the kernel's
    /// settings and belong to root.
    /// </summary>
    public static TreeNode? Of(SandboxSpec spec, HostFacts facts, SandboxTree host)
    {
        if (spec.Root is not ReadOnlyHostRoot { WritableWorkingDirectory: true })
        {
            return null;
        }

        var lookup = host.Find(spec.WorkingDirectory ?? facts.CurrentDirectory);
        return lookup.Outcome == TreeLookupOutcome.Found && lookup.Node.IsDirectory && MayBeWritable(lookup.Node.Path)
            ? lookup.Node
            : null;
    }

    private static bool MayBeWritable(string path) =>
        path != "/"
        && !TreePath.IsAtOrBelow(path, "/proc")
        && !TreePath.IsAtOrBelow(path, "/sys")
        && (!TreePath.IsAtOrBelow(path, "/dev") || TreePath.IsAtOrBelow(path, "/dev/shm"));
}
