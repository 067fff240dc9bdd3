namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>What a part of the tree shows.</summary>
internal enum LayerKind
{
    /// <summary>Files of the host.</summary>
    Host,

    /// <summary>Files of the host under a throwaway layer.</summary>
    Overlay,

    /// <summary>What the plan puts there and nothing else.</summary>
    Own,

    /// <summary>bubblewrap's own /dev.</summary>
    Devices,

    /// <summary>A proc.</summary>
    Proc,
}
