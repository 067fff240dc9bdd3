namespace Sandbox;

/// <summary>What is at a path.</summary>
public enum SandboxFileType
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>A named pipe, a socket or a device.</summary>
    Other,
}
