namespace Sandbox.Init.Plan;

/// <summary>Where among the steps that build the tree a step stands.</summary>
internal enum StepOrder
{
    /// <summary>Anywhere.</summary>
    Any,

    /// <summary>Before the scratch and the root, whose source paths are looked up in a tree that is no longer shared.</summary>
    First,

    /// <summary>Once, before the root: it hides below the root until both go with the old one.</summary>
    Scratch,

    /// <summary>Once, before the root.</summary>
    Layers,

    /// <summary>Once.</summary>
    Root,

    /// <summary>After the root, before it is pivoted to.</summary>
    Tree,

    /// <summary>Once, after a root that is not in place; without it the command would run in the host's tree.</summary>
    Pivot,

    /// <summary>Once, in place of all the others.</summary>
    Chroot,

    /// <summary>In the sandbox's root, however the init came there.</summary>
    Inside,
}
