namespace Sandbox;

/// <summary>Who the command is inside the sandbox.</summary>
public sealed record SandboxIdentity
{
    /// <summary>The caller's user, group and host name.</summary>
    public static SandboxIdentity SameAsCaller { get; } = new();

    /// <summary>
    /// The user id inside, 0 to 4294967294. Outside, the command stays the caller's user (user_namespaces(7)).
    /// Null: the caller's.
    /// </summary>
    public uint? UserId { get; init; }

    /// <summary>The group id inside, 0 to 4294967294. Null: the caller's.</summary>
    public uint? GroupId { get; init; }

    /// <summary>The host name inside, 1 to 64 bytes (sethostname(2)). Null: the host's.</summary>
    public string? HostName { get; init; }

    /// <summary>The NIS domain name inside, 1 to 64 bytes (setdomainname(2)). Null: the host's.</summary>
    public string? DomainName { get; init; }
}
