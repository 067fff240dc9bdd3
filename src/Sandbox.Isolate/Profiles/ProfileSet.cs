using System;

namespace Sandbox.Isolate.Profiles;

/// <summary>What a process is to be isolated from.</summary>
[Flags]
internal enum ProfileSet
{
    None = 0,

    /// <summary>A network namespace, the names in /etc/hosts.</summary>
    Net = 1,

    /// <summary>A private /dev/shm.</summary>
    Shm = 2,

    /// <summary>No gcc and g++ of the system's.</summary>
    Gcc = 4,

    /// <summary>No python and python3 of the system's.</summary>
    Python = 8,
}
