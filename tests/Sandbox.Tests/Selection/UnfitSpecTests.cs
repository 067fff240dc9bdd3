namespace Sandbox.Tests.Selection;

/// <summary>A spec whose needs a back-end offers, and that it has no words for.</summary>
public sealed class UnfitSpecTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("true");

    private static FakeBackend Unfit => new("bwrap") { StartFailure = FakeBackend.Unfit("bwrap"), ExplainFailure = FakeBackend.Unfit("bwrap") };

    [Test]
    public async Task Auto_goes_on_to_the_next_back_end_and_tells_why()
    {
        FakeBackend unfit = Unfit, able = new("chroot") { Process = FakeProcess.Ended(0) };

        var result = await new SandboxRunner([unfit, able]).RunAsync(Spec);

        var passedOver = result.PassedOver.Single();
        Assert.That((passedOver.Backend, passedOver.Available), Is.EqualTo(("bwrap", true)));
        Assert.That(passedOver.Missing.Single().Capabilities, Is.EqualTo(SandboxCapabilities.None));
        Assert.That(passedOver.Missing.Single().Reason, Is.EqualTo("identity.userId: is above its largest number"));
    }

    [Test]
    public async Task It_is_not_remembered_for_the_next_spec()
    {
        FakeBackend unfit = Unfit, able = new("chroot");
        var runner = new SandboxRunner([unfit, able]);

        await runner.StartAsync(Spec);
        await runner.StartAsync(Spec);

        Assert.That((unfit.Starts, able.Starts), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task When_none_is_left_the_refusal_tells_it()
    {
        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([Unfit]).StartAsync(Spec));

        Assert.That(thrown.Message, Does.EndWith(": bwrap: identity.userId: is above its largest number (choose a smaller one)"));
    }

    [Test]
    public async Task With_a_named_back_end_it_is_thrown_as_it_is()
    {
        FakeBackend unfit = Unfit, able = new("chroot");
        var runner = new SandboxRunner([unfit, able], new SandboxOptions { Backend = "bwrap" });

        var thrown = await Assert.ThrowsAsync<SandboxSpecException>(() => runner.StartAsync(Spec));

        Assert.That(thrown.Backend, Is.EqualTo("bwrap"));
        Assert.That(able.Starts, Is.Zero);
    }

    [Test]
    public async Task A_spec_that_makes_no_sense_anywhere_is_thrown_at_once()
    {
        FakeBackend failing = new("namespaces") { StartFailure = new SandboxSpecException("mounts[0].source", "is missing") }, able = new("bwrap");

        await Assert.ThrowsAsync<SandboxSpecException>(() => new SandboxRunner([failing, able]).StartAsync(Spec));

        Assert.That(able.Starts, Is.Zero);
    }

    [Test]
    public async Task An_explanation_is_that_of_the_next_one() =>
        Assert.That((await new SandboxRunner([Unfit, new FakeBackend("chroot")]).ExplainAsync(Spec)).Backend, Is.EqualTo("chroot"));

    [Test]
    public async Task A_check_does_not_claim_it_and_tells_why()
    {
        var report = await new SandboxRunner([Unfit, new FakeBackend("chroot")]).ProbeAsync(Spec);

        Assert.That(report.Selected, Is.EqualTo("chroot"));
        Assert.That(report.Backends[0].Missing.Single().Reason, Does.StartWith("identity.userId: "));
        Assert.That((await new SandboxRunner([Unfit]).ProbeAsync(Spec)).Selected, Is.Null);
    }

    [Test]
    public async Task What_it_would_hold_of_a_degraded_spec_is_not_warned_of_before_it_is_passed_over()
    {
        const SandboxCapabilities NoNetworks = FakeBackend.Everything & ~SandboxCapabilities.NetworkIsolation;
        const SandboxCapabilities NoBoundary = FakeBackend.Everything & ~SandboxCapabilities.SecurityBoundary;
        FakeBackend unfit = new("bwrap", NoNetworks) { ExplainFailure = FakeBackend.Unfit("bwrap") };
        FakeBackend able = new("chroot", NoBoundary) { Process = FakeProcess.Ended(0) };
        var warnings = new WarningList();

        var result = await new SandboxRunner([unfit, able], logger: warnings).RunAsync(Spec with { AllowDegraded = true });

        Assert.That(unfit.Starts, Is.Zero);
        Assert.That(result.Warnings.Single().Backend, Is.EqualTo("chroot"));
        Assert.That(warnings, Is.EqualTo(result.Warnings.Select(warning => warning.ToString())));
        Assert.That((await new SandboxRunner([unfit, able]).ProbeAsync(Spec with { AllowDegraded = true })).Selected, Is.EqualTo("chroot"));
    }
}
