namespace Sandbox;

/// <summary>A file system that the kernel fills; see <see cref="SandboxMount.Kernel"/>.</summary>
public sealed record KernelMount : SandboxMount
{
    /// <summary>Which.</summary>
    public required KernelFileSystem FileSystem { get; init; }

    /// <summary>Whether nothing in it can be written.</summary>
    public bool ReadOnly { get; init; }
}
