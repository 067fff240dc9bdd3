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
        var leftOut = ConformanceCatalog.Fixtures[3];

        var omissions = ConformanceCatalog.Omissions(MadeAssembly.Without(leftOut));

        Assert.That(omissions, Is.EqualTo(new[] { $"MadeSource has no class derived from {leftOut.Name.Split('`')[0]}<MadeSource>" }));
        Assert.That(ConformanceCatalog.Omissions(MadeAssembly.Without()), Is.Empty);
    }

    [TestCase(typeof(IgnoreAttribute), "later")]
    [TestCase(typeof(ExplicitAttribute))]
    public void A_fixture_that_does_not_run_is_left_out(Type attribute, params string[] arguments)
    {
        var fixture = ConformanceCatalog.Fixtures[5];

        Assert.That(ConformanceCatalog.Omissions(MadeAssembly.With(fixture, attribute, arguments)), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_source_that_nothing_tests_omits_every_fixture() => Assert.That(
        ConformanceCatalog.Omissions(MadeAssembly.Without([.. ConformanceCatalog.Fixtures])), Has.Length.EqualTo(ConformanceCatalog.Fixtures.Length));

    [Test]
    public void An_assembly_without_a_source_is_no_answer() =>
        Assert.That(ConformanceCatalog.Omissions(typeof(object).Assembly).Single(), Does.Contain("has no IBackendSource"));

    [Test]
    public void Every_capability_is_proved_by_one_fixture()
    {
        var capabilities = Enum.GetValues<SandboxCapabilities>().Where(value => BitOperations.PopCount((ulong)value) == 1);

        var proved = ConformanceCatalog.Fixtures.Select(ConformanceCatalog.CapabilityOf).Where(value => value != SandboxCapabilities.None);

        Assert.That(proved, Is.EquivalentTo(capabilities));
    }
}
