using Microsoft.Extensions.DependencyInjection;

namespace Sandbox;

/// <summary>Registers back-ends in a service collection.</summary>
internal sealed class SandboxBuilder(IServiceCollection services) : ISandboxBuilder
{
    /// <inheritdoc/>
    public ISandboxBuilder AddBackend(string name, Func<IServiceProvider, ISandboxBackend> factory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        if (services.Any(service => IsBackend(service, name)))
        {
            return this;
        }

        // Under its name for who wants this very one, and without for the enumeration; one object either way.
        services.AddKeyedSingleton(name, (provider, _) => factory(provider));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<ISandboxBackend>(name));
        return this;
    }

    private static bool IsBackend(ServiceDescriptor service, string name) =>
        service.ServiceType == typeof(ISandboxBackend)
        && service.ServiceKey is string key
        && BackendName.Comparer.Equals(key, name);
}
