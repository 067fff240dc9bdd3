using Microsoft.Extensions.Logging;
using Sandbox.Backends.Bwrap;

namespace Sandbox;

/// <summary>Registers the back-end on bubblewrap.</summary>
public static class BwrapSandboxBuilderExtensions
{
    /// <summary>Adds the back-end <c>bwrap</c>, which logs where logging is registered.</summary>
    /// <param name="builder">The services being registered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISandboxBuilder AddBwrapBackend(this ISandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddBackend(BwrapBackend.BackendName, services =>
        {
            var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory));
            return new BwrapBackend(loggers?.CreateLogger<BwrapBackend>());
        });
    }
}
