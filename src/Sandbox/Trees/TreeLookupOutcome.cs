namespace Sandbox.Trees;

/// <summary>How far a path leads.</summary>
internal enum TreeLookupOutcome
{
    /// <summary>To something that is there.</summary>
    Found,

    /// <summary>To a name that is not there in a directory that is.</summary>
    Missing,

    /// <summary>Through something that is not a directory.</summary>
    NotDirectory,

    /// <summary>Through too many symbolic links: the kernel follows 40 (path_resolution(7)).</summary>
    TooManyLinks,

    /// <summary>Into a file system whose entries the kernel makes.</summary>
    Kernel,
}
