using Microsoft.Extensions.DependencyInjection;

namespace Sandbox.Conformance.Tests;

/// <summary>A back-end of a stranger's is chosen, run and refused like any other.</summary>
public sealed class UnshareRegistrationTests
{
    private static readonly SandboxSpec Served = SandboxSpec.For("sh", "-c", "echo ran") with
    {
        Root = SandboxRoot.Host,
        Network = SandboxNetwork.Host,
        Stdio = SandboxStdio.Captured,
    };

    private ServiceProvider _services = null!;
    private ISandbox _sandbox = null!;

    [SetUp]
    public void Register()
    {
        var services = new ServiceCollection();
        services.AddSandbox(options => options.Backend = UnshareBackend.BackendName).AddUnshareBackend();
        services.AddSingleton<UnshareCheck>();
        _services = services.BuildServiceProvider();
        _sandbox = _services.GetRequiredService<ISandbox>();
    }

    [TearDown]
    public async Task Dispose() => await _services.DisposeAsync();

    [Test]
    public async Task It_runs_a_command_when_it_is_named()
    {
        var result = await _sandbox.RunAsync(Served);

        Assert.That((result.Backend, result.StandardOutputText), Is.EqualTo(("unshare", "ran\n")));
    }

    [Test]
    public async Task It_can_be_asked_for_by_its_name() =>
        Assert.That(await _services.GetRequiredService<UnshareCheck>().WorksHereAsync(CancellationToken.None));

    [Test]
    public async Task What_it_does_not_offer_is_refused_by_name()
    {
        var refusal = (await Assert.ThrowsAsync<SandboxUnavailableException>(() =>
            _sandbox.RunAsync(Served with { Network = SandboxNetwork.None })))!;

        Assert.That(refusal.Reports.Single().Missing.Single().Capabilities, Is.EqualTo(SandboxCapabilities.NetworkIsolation));
    }
}
