using Sandbox.Backends.Bwrap;

namespace Sandbox.Conformance.Tests;

/// <summary>The back-end on bubblewrap.</summary>
public sealed class BwrapSource : IBackendSource
{
    /// <inheritdoc/>
    public ISandboxBackend Create() => new BwrapBackend();
}
