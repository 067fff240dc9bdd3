using Sandbox.Init.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;

namespace Sandbox.Init.Steps;

/// <summary>The tree under construction, as far as the steps must know it.</summary>
internal unsafe struct Tree
{
    /// <summary>The descriptor of the new root's mount, or -1.</summary>
    public int Root;

    /// <summary>The descriptor of the scratch tmpfs, or -1.</summary>
    public int Scratch;

    /// <summary>The descriptor of the directory of layers, or -1.</summary>
    public int Layers;

    public Sources Sources;
    public OwnFileSystems Own;
    public LastPlace Last;

    /// <param name="firstPassed">The number of the first descriptor that was passed.</param>
    public Tree(PlanView plan, InheritedSettings* settings, int firstPassed)
    {
        this = default;
        Plan = plan;
        Settings = settings;
        FirstPassed = firstPassed;
        Root = -1;
        Scratch = -1;
        Layers = -1;
        Last = LastPlace.Nowhere;
    }

    public PlanView Plan { get; }

    public InheritedSettings* Settings { get; }

    public int FirstPassed { get; }

    /// <summary>
    /// Opens a path of the new tree, O_PATH. The plan names what is there without links, so one that has taken its place
    /// since is refused: what is to be mounted, or denied, would be so elsewhere.
    /// </summary>
    public readonly nint Open(byte* target, int flags = 0) => Files.OpenInRootWithoutLinks(Root, target, Files.O_PATH | flags);

    /// <summary>The same where links are followed, of which none leads out of the tree.</summary>
    public readonly nint OpenThroughLinks(byte* target) => Files.OpenInRoot(Root, target, Files.O_PATH);
}
