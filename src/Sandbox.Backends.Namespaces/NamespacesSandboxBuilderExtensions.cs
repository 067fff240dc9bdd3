using Microsoft.Extensions.Logging;
using Sandbox.Backends.Namespaces;

namespace Sandbox;

/// <summary>Registers the back-end on Linux namespaces.</summary>
public static class NamespacesSandboxBuilderExtensions
{
    /// <summary>Adds the back-end <c>namespaces</c>, which logs where logging is registered.</summary>
    /// <param name="builder">The services being registered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISandboxBuilder AddNamespacesBackend(this ISandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddBackend(NamespacesBackend.BackendName, services =>
        {
            var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory));
            return new NamespacesBackend(loggers?.CreateLogger<NamespacesBackend>());
        });
    }
}
