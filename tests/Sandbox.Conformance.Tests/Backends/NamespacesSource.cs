using Sandbox.Backends.Namespaces;

namespace Sandbox.Conformance.Tests;

/// <summary>The back-end on Linux namespaces.</summary>
public sealed class NamespacesSource : IBackendSource
{
    /// <inheritdoc/>
    public ISandboxBackend Create() => new NamespacesBackend();
}
