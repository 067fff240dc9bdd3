using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sandbox.Conformance.Tests;

/// <summary>Registers the back-end.</summary>
public static class UnshareSandboxBuilderExtensions
{
    /// <summary>Adds the back-end <c>unshare</c>, which logs where logging is registered.</summary>
    /// <param name="builder">The services being registered.</param>
    public static ISandboxBuilder AddUnshareBackend(this ISandboxBuilder builder) =>
        builder.AddBackend(
            UnshareBackend.BackendName,
            services => new UnshareBackend(services.GetService<ILogger<UnshareBackend>>()));
}
