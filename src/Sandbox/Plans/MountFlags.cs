using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Attributes a mount gets, on top of those it has; none is ever taken away (mount_setattr(2)).</summary>
[Flags]
public enum MountFlags : ulong
{
    /// <summary>None besides those it has.</summary>
    None = 0,

    /// <summary>Nothing can be written through it.</summary>
    ReadOnly = MountAttributes.ReadOnly,

    /// <summary>Set-user-id bits and file capabilities count for nothing.</summary>
    NoSetuid = MountAttributes.NoSetuid,

    /// <summary>Device nodes cannot be opened.</summary>
    NoDevices = MountAttributes.NoDevices,

    /// <summary>Nothing on it can be executed.</summary>
    NoExecute = MountAttributes.NoExecute,
}
