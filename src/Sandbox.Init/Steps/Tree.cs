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

    public Tree(PlanView plan, InheritedSettings* settings)
    {
        this = default;
        Plan = plan;
        Settings = settings;
        Root = -1;
        Scratch = -1;
        Layers = -1;
        Last = LastPlace.Nowhere;
    }

    public PlanView Plan { get; }

    public InheritedSettings* Settings { get; }

    /// <summary>Opens a path of the new tree, O_PATH; symbolic links lead nowhere outside of it.</summary>
    public readonly nint Open(byte* target, int flags = 0) => Files.OpenInRoot(Root, target, Files.O_PATH | flags);
}
