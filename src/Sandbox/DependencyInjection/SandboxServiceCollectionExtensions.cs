using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sandbox;

/// <summary>Registers <see cref="ISandbox"/> in a service collection.</summary>
public static class SandboxServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ISandbox"/> as a singleton; add back-ends to what is returned. Calling it again adds to the
    /// configuration and changes nothing else.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Sets the options; they are validated when the host starts, or at the first use.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static ISandboxBuilder AddSandbox(this IServiceCollection services, Action<SandboxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SandboxOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>());
        services.TryAddSingleton<ISandbox>(provider => new SandboxRunner(
            provider.GetServices<ISandboxBackend>(),
            provider.GetRequiredService<IOptions<SandboxOptions>>().Value,
            provider.GetService<ILoggerFactory>()?.CreateLogger("Sandbox")));
        return new SandboxBuilder(services);
    }

    /// <summary>Adds <see cref="ISandbox"/> with options bound from configuration.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="section">The section, usually the one named <see cref="SandboxOptions.SectionName"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ISandboxBuilder AddSandbox(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddSandbox();
        services.AddOptions<SandboxOptions>().Bind(section);
        return builder;
    }
}
