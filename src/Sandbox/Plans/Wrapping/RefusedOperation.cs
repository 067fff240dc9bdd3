namespace Sandbox.Plans;

/// <summary>What a machine may not let a wrapper do; each has its own reasons and remedies.</summary>
public enum RefusedOperation
{
    /// <summary>Make new namespaces (clone(2), unshare(2)).</summary>
    Namespaces,

    /// <summary>Set up the user namespace it made: its id maps, its network.</summary>
    UserNamespaceSetup,

    /// <summary>Mount.</summary>
    Mounts,

    /// <summary>Mount a fresh proc.</summary>
    Proc,

    /// <summary>Anything else.</summary>
    Other,
}
