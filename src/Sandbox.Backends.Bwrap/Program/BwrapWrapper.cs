using Sandbox.Plans;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>bubblewrap as the program that builds the sandbox.</summary>
internal sealed record BwrapWrapper : LaunchWrapper
{
    /// <inheritdoc/>
    public override WrapperRefusal? FindRefusal(string message) => BwrapMessages.FindRefusal(message);
}
