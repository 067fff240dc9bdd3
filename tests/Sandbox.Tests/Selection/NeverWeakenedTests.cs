using RunSandbox;
using Sandbox.Plans;
using Sandbox.Tests.Bwrap;

namespace Sandbox.Tests.Selection;

/// <summary>
/// Every capability of every back-end the tool has: what is asked for is refused or is in the plan, never passed over.
/// That the plan then holds on the kernel is for the tests of the back-ends to show.
/// </summary>
public sealed class NeverWeakenedTests
{
    // Those of the tool, and bubblewrap once more in another version.
    private static IEnumerable<(string Name, ISandboxBackend Backend)> Real =>
        KnownBackends.Create(null).Select(backend => (backend.Name, backend))
            .Concat(RecentBubblewrap.Backend is { } recent ? [("recent bwrap", recent)] : Array.Empty<(string, ISandboxBackend)>());

    public static IEnumerable<TestCaseData> Everything() =>
        from real in Real
        from request in CapabilityRequest.All
        select new TestCaseData(real.Backend, request).SetArgDisplayNames(real.Name, request.ToString());

    public static IEnumerable<TestCaseData> BackEnds() =>
        Real.Select(real => new TestCaseData(real.Backend).SetArgDisplayNames(real.Name));

    public static IEnumerable<TestCaseData> Requests() =>
        CapabilityRequest.All.Select(request => new TestCaseData(request).SetArgDisplayNames(request.ToString()));

    // What every spec needs has no spec without it to compare with.
    public static IEnumerable<TestCaseData> Offered() =>
        from real in Real
        from request in CapabilityRequest.All
        where (real.Backend.Capabilities & request.Capability) != 0 && request.Without is not null
        select new TestCaseData(real.Backend, request).SetArgDisplayNames(real.Name, request.ToString());

    [Test]
    public void A_recent_bubblewrap_is_among_them()
    {
        if (RecentBubblewrap.Backend is null)
        {
            Assert.Ignore(RecentBubblewrap.Reason);
        }
    }

    [Test]
    public void There_is_a_request_for_each_capability()
    {
        Assert.That(
            CapabilityRequest.All.Select(request => request.Capability),
            Is.EqualTo(Enum.GetValues<SandboxCapabilities>().Where(capability => capability != SandboxCapabilities.None)));
        Assert.That(
            CapabilityRequest.All.Where(request => (SpecRequirements.Of(request.With) & request.Capability) == 0), Is.Empty);
        Assert.That(
            CapabilityRequest.All.Where(
                request => request.Without is { } without && (SpecRequirements.Of(without) & request.Capability) != 0),
            Is.Empty);
    }

    [TestCaseSource(nameof(Everything))]
    public async Task What_is_not_offered_is_refused_and_never_started(object backend, object request)
    {
        var (real, asked) = ((ISandboxBackend)backend, (CapabilityRequest)request);
        var lacking = new FakeBackend(real.Name, real.Capabilities & ~asked.Capability);
        foreach (var choice in new[] { SandboxOptions.Auto, real.Name })
        {
            var runner = new SandboxRunner([lacking], new SandboxOptions { Backend = choice });

            var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.StartAsync(asked.With));
            await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.ExplainAsync(asked.With));

            var missing = thrown.Reports.Single().Missing.Where(entry => entry.Capabilities == asked.Capability).ToList();
            Assert.That(missing, Has.Count.EqualTo(1), "named, with a cause of its own");
            Assert.That(missing[0].Remedy, Is.Not.Empty);
        }

        Assert.That(lacking.Starts, Is.Zero);
    }

    /// <remarks>As a keyed service gives it, without an engine that asks beforehand what it offers.</remarks>
    [TestCaseSource(nameof(BackEnds))]
    public async Task A_real_back_end_by_itself_refuses_what_it_does_not_offer_here(object backend)
    {
        var real = (ISandboxBackend)backend;
        var offer = await real.OfferAsync(real.Capabilities, CancellationToken.None);
        foreach (var asked in CapabilityRequest.All.Where(request => (offer.Offers & request.Capability) == SandboxCapabilities.None))
        {
            await ExpectRefusalAsync(real, asked.With, asked.Capability);
            if (asked.Without is not null)
            {
                await ExpectRefusalAsync(real, asked.With with { AllowDegraded = true }, asked.Capability);
            }
        }
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A_back_end_on_the_engines_base_refuses_whatever_it_does_not_offer(object request)
    {
        var asked = (CapabilityRequest)request;
        var lacking = new LimitedBackend(FakeBackend.Everything & ~asked.Capability);

        await ExpectRefusalAsync(lacking, asked.With, asked.Capability);
        var allowed = asked.With with { AllowDegraded = true };
        if (asked.Without is not null)
        {
            await ExpectRefusalAsync(lacking, allowed, asked.Capability);
        }
        else
        {
            // What no member asks for can be done without, and only so.
            Assert.That(() => lacking.Explain(allowed), Throws.InvalidOperationException.With.Message.EqualTo("planned"));
        }
    }

    [Test]
    public void The_private_mounts_of_a_root_can_be_done_without_where_degrading_is_allowed_and_mounts_of_the_spec_cannot()
    {
        var lacking = new LimitedBackend(FakeBackend.Everything & ~(SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts));
        var spec = SandboxSpec.For("true") with { AllowDegraded = true };

        Assert.That(() => lacking.Explain(spec), Throws.InvalidOperationException);
        Assert.That(() => lacking.Explain(spec with { AllowDegraded = false }), Throws.InstanceOf<SandboxUnavailableException>());
        Assert.That(() => lacking.Explain(spec with { Mounts = [SandboxMount.Tmpfs("/t")] }), Throws.InstanceOf<SandboxUnavailableException>());
        Assert.That(() => lacking.Explain(spec with { Mounts = [SandboxMount.Dev("/d")] }), Throws.InstanceOf<SandboxUnavailableException>());
    }

    [TestCaseSource(nameof(Offered))]
    public async Task What_is_offered_changes_what_is_done(object backend, object request)
    {
        var (real, asked) = ((ISandboxBackend)backend, (CapabilityRequest)request);
        var offer = await real.OfferAsync(asked.Capability, CancellationToken.None);
        if ((offer.Offers & asked.Capability) == SandboxCapabilities.None)
        {
            Assert.Ignore(offer.Missing.First(missing => (missing.Capabilities & asked.Capability) != 0).Reason);
        }

        Assert.That(Describe(real, asked.With), Is.Not.EqualTo(Describe(real, asked.Without!)));
    }

    private static async Task ExpectRefusalAsync(ISandboxBackend backend, SandboxSpec spec, SandboxCapabilities capability)
    {
        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => backend.StartAsync(spec, CancellationToken.None));
        Assert.That(() => backend.Explain(spec), Throws.InstanceOf<SandboxUnavailableException>());

        var report = thrown.Reports.Single();
        Assert.That(thrown.Needs & capability, Is.EqualTo(capability));
        Assert.That(
            !report.Available || report.Missing.Any(missing => (missing.Capabilities & capability) != SandboxCapabilities.None), thrown.Message);
    }

    // The plan as it is handed over, for not all of it is a step; and as it is told, for not all of it is handed over.
    private static string Describe(ISandboxBackend backend, SandboxSpec spec)
    {
        var plan = ((LinuxSandboxBackend)backend).MakePlan(spec);
        return $"{string.Join(' ', plan.Wrapper?.Arguments ?? [])}\n{string.Join('\n', plan.Explain())}\n{Convert.ToHexString(PlanEncoder.Encode(plan))}";
    }
}
