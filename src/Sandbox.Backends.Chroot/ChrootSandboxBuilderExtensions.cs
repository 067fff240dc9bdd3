using Microsoft.Extensions.Logging;
using Sandbox.Backends.Chroot;

namespace Sandbox;

/// <summary>Registers the back-end on chroot.</summary>
public static class ChrootSandboxBuilderExtensions
{
    /// <summary>Adds the back-end <c>chroot</c>, which logs where logging is registered.</summary>
    /// <param name="builder">The services being registered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISandboxBuilder AddChrootBackend(this ISandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddBackend(ChrootBackend.BackendName, services =>
        {
            var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory));
            return new ChrootBackend(loggers?.CreateLogger<ChrootBackend>());
        });
    }
}
