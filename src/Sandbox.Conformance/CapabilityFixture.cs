namespace Sandbox.Conformance;

/// <summary>
/// The base of the fixtures that prove one capability (<see cref="ProvesAttribute"/>). Offered: it must hold. Not
/// offered: a spec that asks for it must be refused, naming it, and the fixture is then skipped with that reason.
/// </summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
public abstract class CapabilityFixture<TSource> : ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <summary>The capability.</summary>
    protected SandboxCapabilities Capability => ConformanceCatalog.CapabilityOf(GetType());

    /// <summary>A spec that asks for the capability.</summary>
    /// <param name="plain">A spec that the back-end can serve, as <see cref="ConformanceFixture{TSource}.Shell"/> makes it.</param>
    protected abstract SandboxSpec Ask(SandboxSpec plain);

    [Test]
    public void A_spec_that_asks_for_it_needs_it() =>
        Assert.That(Backend.Explain(Ask(Shell("true"))).Needs & Capability, Is.EqualTo(Capability));

    private protected sealed override async Task CheckOfferAsync(SandboxBackendReport report)
    {
        if (OffersAll(Capability))
        {
            return;
        }

        MakeWorkDirectory();
        try
        {
            var reason = await RefusalAsync();
            Assert.Ignore($"{Backend.Name} does not offer {Capability} here: {reason}");
        }
        finally
        {
            DeleteWorkDirectory();
        }
    }

    /// <summary>What is not offered must be refused: never run, as if nothing had been asked for.</summary>
    private async Task<string> RefusalAsync()
    {
        var spec = Ask(Shell("true")) with { AllowDegraded = false };
        var refusal = await ExpectRefusalAsync(() => new SandboxRunner([Backend]).RunAsync(spec));

        // By itself, as a keyed service gives it, a back-end must not ignore it either; where only trying tells, it tries.
        if (((await Backend.OfferAsync(Capability, CancellationToken.None)).Offers & Capability) == SandboxCapabilities.None)
        {
            await ExpectRefusalAsync(() => RunAsync(spec));
            Assert.That(() => Backend.Explain(spec), Throws.InstanceOf<SandboxUnavailableException>());
        }

        return Reasons(refusal.Reports.Single(), Capability);
    }

    private async Task<SandboxUnavailableException> ExpectRefusalAsync(Func<Task<SandboxResult>> run)
    {
        SandboxResult result;
        try
        {
            result = await run();
        }
        catch (SandboxUnavailableException refusal)
        {
            var report = refusal.Reports.Single();
            // One that can run nothing here lacks everything, for whatever reason it gives.
            Assert.That(
                !report.Available || report.Missing.Any(missing => (missing.Capabilities & Capability) != SandboxCapabilities.None),
                $"the refusal does not name {Capability}: {refusal.Message}");
            return refusal;
        }

        throw new AssertionException($"{Backend.Name} does not offer {Capability}, and yet ran a command that asks for it: {result}");
    }
}
