using Microsoft.Extensions.DependencyInjection;

namespace Sandbox.Conformance.Tests;

/// <summary>A service that wants one back-end and no other: each is registered under its name.</summary>
public sealed class UnshareCheck([FromKeyedServices(UnshareBackend.BackendName)] ISandboxBackend backend)
{
    /// <summary>Whether the back-end works on this machine, found by trying it.</summary>
    /// <param name="cancellationToken">Cancels the probe.</param>
    public async Task<bool> WorksHereAsync(CancellationToken cancellationToken) =>
        (await backend.ProbeAsync(cancellationToken)).Available;
}
