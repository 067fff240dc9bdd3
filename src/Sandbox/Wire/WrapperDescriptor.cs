namespace Sandbox.Wire;

/// <summary>The descriptors a wrapper's arguments can speak of; their numbers are known when it is executed.</summary>
internal enum WrapperDescriptor : uint
{
    /// <summary>None: the argument is its text.</summary>
    None = 0,

    /// <summary>The plan.</summary>
    Plan = 1,

    /// <summary>The socket to the host.</summary>
    Socket = 2,

    /// <summary>The init's end of its connection with the monitor.</summary>
    Link = 3,

    /// <summary>One of the passed descriptors.</summary>
    Passed = 4,
}
