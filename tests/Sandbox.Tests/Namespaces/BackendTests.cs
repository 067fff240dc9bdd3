using Sandbox.Backends.Namespaces;

namespace Sandbox.Tests.Namespaces;

/// <summary>The back-end as the engine meets it.</summary>
public sealed class BackendTests
{
    [Test]
    public void It_offers_everything()
    {
        var all = Enum.GetValues<SandboxCapabilities>().Aggregate((left, right) => left | right);
        Assert.That(new NamespacesBackend().Capabilities, Is.EqualTo(all));
    }

    [Test]
    public void It_is_registered_under_its_name_and_works_without_logging()
    {
        var builder = new Registrations();
        Assert.That(builder.AddNamespacesBackend(), Is.SameAs(builder));

        var (name, factory) = builder.Single();
        var backend = factory(new NoServices());
        Assert.That(name, Is.EqualTo("namespaces"));
        Assert.That(backend, Is.InstanceOf<NamespacesBackend>().With.Property("Name").EqualTo(name));
    }

    [Test]
    public void It_explains_a_plan_on_this_machine_without_doing_it()
    {
        var steps = new NamespacesBackend().Explain(SandboxSpec.For("true") with { WorkingDirectory = "/" }).Steps;
        Assert.That(steps.Select(step => step.Operation), Does.Contain("fsmount"));
        Assert.That(steps[^1].Description, Is.EqualTo("true"));
    }

    private sealed class Registrations : List<(string Name, Func<IServiceProvider, ISandboxBackend> Factory)>, ISandboxBuilder
    {
        public ISandboxBuilder AddBackend(string name, Func<IServiceProvider, ISandboxBackend> factory)
        {
            Add((name, factory));
            return this;
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
