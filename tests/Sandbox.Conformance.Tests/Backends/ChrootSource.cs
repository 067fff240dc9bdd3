using Sandbox.Backends.Chroot;

namespace Sandbox.Conformance.Tests;

/// <summary>The back-end on chroot, which is root's.</summary>
public sealed class ChrootSource : IBackendSource
{
    /// <inheritdoc/>
    public ISandboxBackend Create() => new ChrootBackend();
}
