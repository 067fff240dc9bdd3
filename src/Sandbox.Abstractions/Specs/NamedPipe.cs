namespace Sandbox;

/// <summary>A named pipe inside the sandbox, whose content goes outside while the command runs (fifo(7)).</summary>
/// <remarks>
/// The command may open, write and close it as often as it likes; opening it for writing never waits. It is made with
/// the rights of the command, mode 0600, and removed at the end. No component of its directory may be a symbolic link.
/// </remarks>
public sealed record NamedPipe
{
    /// <summary>Where it is: an absolute path inside the sandbox that is not there yet, in a directory that is.</summary>
    public required string Path { get; init; }

    /// <summary>Where the content goes: <see cref="SandboxOutput.File"/> or <see cref="SandboxOutput.Stream"/>.</summary>
    public required SandboxOutput Destination { get; init; }

    /// <summary>The most bytes that are taken, 0 or more; one more ends the run. Null: no limit.</summary>
    public long? Limit { get; init; }
}
