namespace Sandbox;

/// <summary>What of a file is different from before: a set.</summary>
[Flags]
public enum SandboxChangeAspects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its bytes, or what a symbolic link says.</summary>
    Content = 1,

    /// <summary>Its permission bits.</summary>
    Mode = 2,

    /// <summary>Its user or its group.</summary>
    Owner = 4,

    /// <summary>The time of its last change (mtime). Of a directory it is not looked at: it changes with what is in it.</summary>
    Time = 8,

    /// <summary>What it is: a file where a directory was, for instance.</summary>
    Type = 16,
}
