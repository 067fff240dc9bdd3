namespace Sandbox.Launching;

/// <summary>
/// A descriptor that a process starts with under another number, where execve keeps it. Also compiled into sandbox-spawn.
/// </summary>
internal struct DescriptorMove
{
    /// <summary>Its number in the host.</summary>
    public int From;

    /// <summary>Its number in the process, another one.</summary>
    public int To;
}
