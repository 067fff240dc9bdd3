using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sandbox.Tests.Selection;

namespace Sandbox.Tests.DependencyInjection;

/// <summary>Sandbox in a service collection.</summary>
public sealed class AddSandboxTests
{
    [Test]
    public async Task A_registered_back_end_serves()
    {
        var backend = new FakeBackend("fake");
        var services = new ServiceCollection();
        services.AddSandbox().AddBackend("fake", _ => backend);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISandbox>().StartAsync(SandboxSpec.For("true"));

        Assert.That(backend.Starts, Is.EqualTo(1));
        Assert.That(provider.GetRequiredKeyedService<ISandboxBackend>("fake"), Is.SameAs(backend));
        Assert.That(provider.GetServices<ISandboxBackend>(), Is.EqualTo([backend]));
    }

    [Test]
    public async Task Registering_twice_changes_nothing()
    {
        var first = new FakeBackend("my-own");
        var services = new ServiceCollection();
        services.AddSandbox().AddBackend("my-own", _ => first).AddBackend("my_own", _ => new FakeBackend("my-own"));
        services.AddSandbox().AddBackend("my-own", _ => new FakeBackend("my-own"));
        await using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetServices<ISandboxBackend>(), Is.EqualTo([first]));
        Assert.That(provider.GetServices<ISandbox>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Options_bind_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Backend"] = "b", ["Sandbox:Order:0"] = "b", ["Sandbox:Order:1"] = "a",
            ["Sandbox:AllowDegraded"] = "true",
        }).Build();
        var services = new ServiceCollection();
        services.AddSandbox(configuration.GetSection(SandboxOptions.SectionName))
            .AddBackend("a", _ => new FakeBackend("a"))
            .AddBackend("b", _ => new FakeBackend("b"));
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<SandboxOptions>>().Value;

        Assert.That(options.AllowDegraded, Is.True);
        Assert.That(options.Backend, Is.EqualTo("b"));
        Assert.That(options.Order, Is.EqualTo(["b", "a"]));
        Assert.That((await provider.GetRequiredService<ISandbox>().ExplainAsync(SandboxSpec.For("x"))).Backend, Is.EqualTo("b"));
    }

    [TestCase("lxc", null, "known are: auto, fake")]
    [TestCase("", null, "is empty")]
    [TestCase("auto", "lxc", "Sandbox:Order names 'lxc'")]
    public async Task Unknown_names_are_refused_when_the_host_starts(string backend, string? order, string problem)
    {
        var services = new ServiceCollection();
        services.AddSandbox(options =>
        {
            options.Backend = backend;
            options.Order = order is null ? null : [order];
        }).AddBackend("fake", _ => new FakeBackend("fake"));
        await using var provider = services.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.That(thrown.Message, Does.Contain(problem));
    }

    [TestCase("FAKE")]
    [TestCase("Auto")]
    public async Task Known_names_are_accepted_in_any_case(string backend)
    {
        var services = new ServiceCollection();
        services.AddSandbox(options =>
        {
            options.Backend = backend;
            options.Order = ["bwrap", "Fake"];
        }).AddBackend("fake", _ => new FakeBackend("fake"));
        await using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
    }
}
