namespace Sandbox.Tests.Selection;

/// <summary>Which back-end serves, and what is said when none can.</summary>
public sealed class SandboxRunnerTests
{
    private const SandboxCapabilities NoNetworks = FakeBackend.Everything & ~SandboxCapabilities.NetworkIsolation;

    private static readonly SandboxSpec Spec = SandboxSpec.For("true");

    [Test]
    public async Task Auto_prefers_namespaces_then_bwrap_then_chroot_then_the_others()
    {
        FakeBackend other = new("other"), chroot = new("chroot"), bwrap = new("bwrap"), namespaces = new("namespaces");
        var report = await new SandboxRunner([other, chroot, bwrap, namespaces]).ProbeAsync();

        Assert.That(report.Backends.Select(backend => backend.Backend), Is.EqualTo(["namespaces", "bwrap", "chroot", "other"]));
        Assert.That(report.Selected, Is.EqualTo("namespaces"));
    }

    [Test]
    public async Task The_order_can_be_chosen()
    {
        FakeBackend bwrap = new("bwrap"), namespaces = new("namespaces");

        await new SandboxRunner([namespaces, bwrap], new SandboxOptions { Order = ["BWRAP", "missing"] }).StartAsync(Spec);

        Assert.That((bwrap.Starts, namespaces.Starts), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_back_end_that_lacks_something_is_passed_over_without_a_try()
    {
        FakeBackend lacking = new("namespaces", NoNetworks), able = new("bwrap");

        await new SandboxRunner([lacking, able]).StartAsync(Spec);

        Assert.That((lacking.Starts, able.Starts), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_back_end_that_offers_less_here_than_elsewhere_is_passed_over_with_its_own_reason()
    {
        FakeBackend lacking = new("namespaces") { OffersHere = NoNetworks, OfferReason = "bwrap 0.8 has none" };

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([lacking]).StartAsync(Spec));

        Assert.That(lacking.Starts, Is.Zero);
        Assert.That(thrown.Message, Does.Contain("bwrap 0.8 has none").And.Not.Contain("it cannot give"));
    }

    [Test]
    public async Task Of_what_a_back_end_lacks_for_one_reason_only_what_is_asked_for_is_told()
    {
        const SandboxCapabilities Few = FakeBackend.Everything
            & ~(SandboxCapabilities.NetworkIsolation | SandboxCapabilities.MemoryLimit | SandboxCapabilities.HostRoot);
        FakeBackend lacking = new("chroot") { OffersHere = Few, OfferReason = "it needs CAP_SYS_ADMIN" };

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([lacking]).StartAsync(Spec));

        Assert.That(thrown.Message, Does.Contain("chroot: NetworkIsolation: it needs CAP_SYS_ADMIN"));
    }

    [Test]
    public async Task A_back_end_that_turns_out_to_offer_less_at_the_start_is_passed_over()
    {
        FakeBackend less = new("namespaces")
        {
            StartFailure = new SandboxUnavailableException(SandboxCapabilities.HostRoot, [FakeBackend.Refused("namespaces")]),
        };
        var able = new FakeBackend("bwrap");

        await new SandboxRunner([less, able]).StartAsync(Spec);

        Assert.That(able.Starts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_moves_on_to_the_next_back_end_and_is_remembered()
    {
        FakeBackend refused = new("namespaces") { StartFailure = FakeBackend.Refusal() }, able = new("bwrap");
        var runner = new SandboxRunner([refused, able]);

        await runner.StartAsync(Spec);
        await runner.StartAsync(Spec);

        Assert.That((refused.Starts, able.Starts), Is.EqualTo((1, 2)));
        Assert.That((await runner.ExplainAsync(Spec)).Backend, Is.EqualTo("bwrap"));
    }

    [TestCase(11, TestName = "A_refusal_for_want_of_processes_is_tried_again")]
    [TestCase(28, TestName = "A_refusal_for_want_of_namespaces_is_tried_again")]
    public async Task A_refusal_that_may_pass_is_tried_again(int errno)
    {
        FakeBackend refused = new("namespaces") { StartFailure = FakeBackend.Refusal(errno) }, able = new("bwrap");
        var runner = new SandboxRunner([refused, able]);

        await runner.StartAsync(Spec);
        await runner.StartAsync(Spec);

        Assert.That((refused.Starts, able.Starts), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task A_failure_that_is_no_refusal_is_thrown_at_once()
    {
        FakeBackend failing = new("namespaces") { StartFailure = new SandboxSetupException("no such source") }, able = new("bwrap");

        await Assert.ThrowsAsync<SandboxSetupException>(() => new SandboxRunner([failing, able]).StartAsync(Spec));

        Assert.That(able.Starts, Is.Zero);
    }

    [Test]
    public async Task When_none_is_left_each_back_end_is_reported_with_its_reason()
    {
        FakeBackend refused = new("namespaces") { StartFailure = FakeBackend.Refusal() }, lacking = new("chroot", NoNetworks);

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(
            () => new SandboxRunner([refused, lacking]).StartAsync(Spec));

        Assert.That(thrown.Needs, Is.EqualTo(SpecRequirements.Of(Spec)));
        Assert.That(thrown.Message, Does.Contain("namespaces: could not make namespaces: EPERM"));
        Assert.That(thrown.Message, Does.Contain("chroot: NetworkIsolation: it cannot give the command a network of its own (allow the host's network)"));
        Assert.That(thrown.Message, Does.Contain("(switch them on)"));
        Assert.That(thrown.Hint, Is.EqualTo(
            "allow degrading (--allow-degraded, 'allowDegraded') and chroot runs it, weaker in network"));
        Assert.That(thrown.Reports[1].Missing[0].Capabilities, Is.EqualTo(SandboxCapabilities.NetworkIsolation));
    }

    [Test]
    public void Every_capability_has_a_cause_of_its_own()
    {
        var causes = CapabilityCauses.Explain(FakeBackend.Everything);

        Assert.That(causes.Select(cause => cause.Capabilities), Is.EqualTo(
            Enum.GetValues<SandboxCapabilities>().Where(capability => capability != SandboxCapabilities.None)));
        Assert.That(causes.Select(cause => cause.Reason), Is.Unique.And.All.StartsWith("it "));
        Assert.That(causes.Select(cause => cause.Remedy), Has.None.Null);
        Assert.That(causes.Select(cause => cause.Reason), Has.None.Contains("does not offer"));
    }

    [TestCase("bwrap")]
    [TestCase("BWRAP")]
    [TestCase("my_own")]
    [TestCase("my-own")]
    public async Task A_back_end_can_be_named(string name)
    {
        FakeBackend namespaces = new("namespaces"), named = new(name.StartsWith('m') ? "my-own" : "bwrap");

        await new SandboxRunner([namespaces, named], new SandboxOptions { Backend = name }).StartAsync(Spec);

        Assert.That((namespaces.Starts, named.Starts), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_named_back_end_is_never_replaced()
    {
        FakeBackend namespaces = new("namespaces"), refused = new("bwrap") { StartFailure = FakeBackend.Refusal() };
        var runner = new SandboxRunner([namespaces, refused], new SandboxOptions { Backend = "bwrap" });

        await Assert.ThrowsAsync<SandboxSetupException>(() => runner.StartAsync(Spec));
        await Assert.ThrowsAsync<SandboxSetupException>(() => runner.StartAsync(Spec));

        Assert.That((namespaces.Starts, refused.Starts), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task An_unknown_name_is_answered_with_the_known_ones()
    {
        var runner = new SandboxRunner([new FakeBackend("namespaces")], new SandboxOptions { Backend = "lxc" });

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.StartAsync(Spec));

        Assert.That(thrown.Message, Does.Contain("lxc"));
        Assert.That(thrown.Hint, Does.Contain("auto, namespaces"));
        Assert.That((await runner.ProbeAsync()).Selected, Is.Null);
    }

    [Test]
    public async Task Without_any_back_end_the_remedy_is_to_register_one()
    {
        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([]).StartAsync(Spec));

        Assert.That(thrown.Hint, Does.Contain("AddNamespacesBackend"));
    }

    [Test]
    public void Two_back_ends_of_one_name_are_a_mistake() =>
        Assert.That(() => new SandboxRunner([new FakeBackend("a-b"), new FakeBackend("A_B")]), Throws.ArgumentException);

    [Test]
    public async Task An_invalid_spec_reaches_no_back_end()
    {
        var backend = new FakeBackend("namespaces");

        await Assert.ThrowsAsync<SandboxSpecException>(() => new SandboxRunner([backend]).RunAsync(Spec with { FileName = "" }));

        Assert.That(backend.Starts, Is.Zero);
    }

    [Test]
    public async Task A_back_end_gets_paths_in_their_one_spelling()
    {
        var backend = new FakeBackend("namespaces");

        await new SandboxRunner([backend]).StartAsync(Spec with { WorkingDirectory = "/src//x/" });

        Assert.That(backend.LastSpec!.WorkingDirectory, Is.EqualTo("/src/x"));
    }

    [Test]
    public async Task A_probe_that_throws_is_a_report()
    {
        FakeBackend broken = new("namespaces") { ProbeFailure = new InvalidOperationException("boom") }, able = new("bwrap");

        var report = await new SandboxRunner([broken, able]).ProbeAsync();

        Assert.That(report.Backends[0].Available, Is.False);
        Assert.That(report.Backends[0].Missing[0].Reason, Does.Contain("boom"));
        Assert.That(report.Selected, Is.EqualTo("bwrap"));
        Assert.That(report.Facts.Select(fact => fact.Name), Does.Contain("kernelVersion").And.Contain("landlockAbi"));
    }

    [Test]
    public async Task A_probe_explains_each_need_that_is_not_offered()
    {
        var report = await new SandboxRunner([new FakeBackend("chroot", NoNetworks)]).ProbeAsync(
            Spec with { Network = SandboxNetwork.None });

        Assert.That(report.Selected, Is.Null);
        Assert.That(
            report.Backends[0].Missing.Select(missing => missing.Capabilities),
            Is.EqualTo([SandboxCapabilities.NetworkIsolation]));
    }
}
