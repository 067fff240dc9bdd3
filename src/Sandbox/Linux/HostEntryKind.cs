namespace Sandbox.Linux;

/// <summary>What is at a path, as far as mounting tells things apart.</summary>
public enum HostEntryKind
{
    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>A device, socket or named pipe.</summary>
    Other,
}
