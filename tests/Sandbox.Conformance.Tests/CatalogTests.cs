using System.Numerics;
using System.Reflection;

namespace Sandbox.Conformance.Tests;

/// <summary>Every capability has a fixture, and every back-end has every fixture.</summary>
public sealed class CatalogTests
{
    [Test]
    public void No_back_end_omits_a_fixture() =>
        Assert.That(ConformanceCatalog.Omissions(Assembly.GetExecutingAssembly()), Is.Empty);

    [Test]
    public void A_fixture_that_is_left_out_is_found()
    {
        // The package itself holds fixtures and no class derived from any; a core library holds not even a source.
        Assert.That(ConformanceCatalog.Omissions(typeof(object).Assembly).Single(), Does.Contain("has no IBackendSource"));
        Assert.That(ConformanceCatalog.Fixtures, Has.Length.GreaterThan(30));
    }

    [Test]
    public void Every_capability_is_proved_by_one_fixture()
    {
        var capabilities = Enum.GetValues<SandboxCapabilities>().Where(value => BitOperations.PopCount((ulong)value) == 1);

        var proved = ConformanceCatalog.Fixtures.Select(ConformanceCatalog.CapabilityOf).Where(value => value != SandboxCapabilities.None);

        Assert.That(proved, Is.EquivalentTo(capabilities));
    }
}
