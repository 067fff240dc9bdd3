using Microsoft.Extensions.DependencyInjection;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>The library by way of a service collection.</summary>
public sealed class DependencyInjectionTests
{
    [Test]
    public async Task A_sandbox_is_had_from_a_service_collection_in_one_line()
    {
        await using var services = new ServiceCollection().AddSandboxWithNamespaces().BuildServiceProvider();
        var sandbox = services.GetRequiredService<ISandbox>();

        var result = await sandbox.RunAsync(SandboxSpec.For("echo", "hello") with { Stdio = SandboxStdio.Captured });

        Assert.That(result.EnsureSuccess().StandardOutputText, Is.EqualTo("hello\n"));
        Assert.That(services.GetRequiredService<ISandbox>(), Is.SameAs(sandbox));
    }

    [Test]
    public async Task A_backend_is_had_by_its_name()
    {
        await using var services = new ServiceCollection().AddSandboxWithNamespaces().BuildServiceProvider();

        var backend = services.GetRequiredKeyedService<ISandboxBackend>("namespaces");

        Assert.That((await backend.ProbeAsync(CancellationToken.None)).Available, Is.True);
    }

    [Test]
    public async Task A_backend_that_is_not_registered_is_refused_by_name()
    {
        var collection = new ServiceCollection();
        collection.AddSandbox(options => options.Backend = "chroot").AddNamespacesBackend();
        await using var services = collection.BuildServiceProvider();

        Assert.That(
            async () => await services.GetRequiredService<ISandbox>().RunAsync(SandboxSpec.For("true")),
            Throws.Exception.With.Message.Contains("chroot"));
    }
}

/// <summary>The registration a program makes.</summary>
internal static class Registration
{
    public static IServiceCollection AddSandboxWithNamespaces(this IServiceCollection services)
    {
        services.AddSandbox().AddNamespacesBackend();
        return services;
    }
}
