namespace Sandbox.Trees;

/// <summary>What a directory of the sandbox rests on, as far as making entries in it goes.</summary>
internal enum TreeLayer
{
    /// <summary>The host's files, through a mount that lets nothing be written.</summary>
    ReadOnlyHost,

    /// <summary>The host's files, writable as far as the caller may write them.</summary>
    WritableHost,

    /// <summary>A root directory that is writable as a whole: the sandbox's own, though it lies on the host.</summary>
    RootDirectory,

    /// <summary>The host's files under a layer of the sandbox's own: writable as far as the caller may write them.</summary>
    Throwaway,

    /// <summary>A tmpfs of the sandbox that the command can write to.</summary>
    Own,

    /// <summary>A tmpfs of the sandbox that is made read-only when the tree is complete.</summary>
    SealedOwn,

    /// <summary>A file system whose entries the kernel makes, such as proc: they cannot be known beforehand.</summary>
    Kernel,

    /// <summary>The cover of a denied path: nothing below can be reached or made.</summary>
    Denied,
}
