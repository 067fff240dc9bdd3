namespace Sandbox.Conformance.Tests;

/// <summary>The back-end of docs/writing-a-backend.md.</summary>
public sealed class UnshareSource : IBackendSource
{
    /// <inheritdoc/>
    public ISandboxBackend Create() => new UnshareBackend();
}
