using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans covers for the directories in which runs have their files, wherever the command could write to them: it could put
/// something into the layers and outputs of its own run, and of others. A tmpfs takes their place, in which a sandbox inside
/// can have its own.
/// </summary>
internal sealed class ScratchCovers(TreePlan plan, SandboxTree host, HostFacts facts)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="root">The root; where it is the host's as it is, so are these.</param>
    public void Add(SandboxRoot root)
    {
        if (root is HostRoot { Ephemeral: false })
        {
            return;
        }

        Cover(facts.ScratchParentPath);
        Cover(facts.ScratchPath);
    }

    private void Cover(string? path)
    {
        if (path is null || host.Find(path) is not { Outcome: TreeLookupOutcome.Found, Node.HostPath: { } hostPath })
        {
            return;
        }

        foreach (var place in plan.Places.Showing(hostPath))
        {
            if (place is { Layer: TreeLayer.WritableHost or TreeLayer.RootDirectory, Parent: not null })
            {
                plan.Mount(place, TreeContent.Directory, new TmpfsStep(place.Path, Size: null, OwnerOnly));
            }
        }
    }
}
