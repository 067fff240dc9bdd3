namespace Sandbox.Init.Plan;

/// <summary>What a text of a step must look like.</summary>
internal enum TextKind
{
    /// <summary>The step has no such text, and it is not looked at.</summary>
    None,

    /// <summary>Any bytes.</summary>
    Bytes,

    /// <summary>No NUL in it.</summary>
    Name,

    /// <summary>Not empty, no NUL, shorter than PATH_MAX: what a symbolic link may say.</summary>
    LinkTarget,

    /// <summary>As <see cref="LinkTarget"/>, beginning with a slash.</summary>
    Path,

    /// <summary>As <see cref="Path"/>, and its last component is the name of something: not empty, "." or "..".</summary>
    NewPath,

    /// <summary>As <see cref="Path"/>, but not the root itself: what is mounted there would be out of reach.</summary>
    MountPath,

    /// <summary>A seccomp filter: whole instructions, at least one, at most BPF_MAXINSNS.</summary>
    Filter,
}
