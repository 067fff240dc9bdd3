namespace Sandbox.Tests.Selection;

/// <summary>Which back-end serves where degrading is allowed, and what the result tells of it.</summary>
public sealed class DegradedRunTests
{
    private const SandboxCapabilities NoNetworks = FakeBackend.Everything & ~SandboxCapabilities.NetworkIsolation;

    private static readonly SandboxSpec Strict = SandboxSpec.For("true");
    private static readonly SandboxSpec Lenient = Strict with { AllowDegraded = true };

    [Test]
    public async Task A_back_end_that_holds_everything_comes_before_one_that_does_not()
    {
        FakeBackend weak = new("namespaces", NoNetworks), strong = new("chroot") { Process = FakeProcess.Ended(0) };

        var result = await new SandboxRunner([weak, strong]).RunAsync(Lenient);

        Assert.That((weak.Starts, strong.Starts), Is.EqualTo((0, 1)));
        Assert.That(result.Warnings, Is.Empty);
        var passedOver = result.PassedOver.Single();
        Assert.That(passedOver.Backend, Is.EqualTo("namespaces"));
        Assert.That(passedOver.Missing.Single().Reason, Does.Contain("a network of its own"));
    }

    [Test]
    public async Task When_none_holds_everything_the_first_that_can_be_degraded_to_serves_and_warns()
    {
        FakeBackend gone = new("bwrap") { Available = false, OffersHere = SandboxCapabilities.None, OfferReason = "not installed" };
        FakeBackend refused = new("namespaces") { StartFailure = FakeBackend.Refusal() };
        FakeBackend weak = new("chroot", NoNetworks) { Process = FakeProcess.Ended(0) };

        var result = await new SandboxRunner([gone, refused, weak]).RunAsync(Lenient);

        Assert.That(weak.LastSpec!.Network, Is.EqualTo(SandboxNetwork.Host));
        Assert.That(
            result.Warnings.Select(warning => warning.ToString()),
            Is.EqualTo(["network (none): not possible with chroot; the host's network can be reached"]));
        Assert.That(result.PassedOver.Select(report => report.Backend), Is.EqualTo(["namespaces", "bwrap"]));
        Assert.That(result.PassedOver[1].Missing[0].Reason, Is.EqualTo("not installed"));
    }

    [Test]
    public async Task A_sandbox_that_is_prepared_tells_the_same_of_its_command()
    {
        FakeBackend refused = new("namespaces") { StartFailure = FakeBackend.Refusal() };
        FakeBackend weak = new("chroot", NoNetworks) { Process = FakeProcess.Ended(0) };

        await using var sandbox = await new SandboxRunner([refused, weak]).PrepareAsync(Lenient);
        var result = await (await sandbox.StartAsync(SandboxCommand.For("true"))).WaitForExitAsync();

        Assert.That(sandbox.Backend, Is.EqualTo("chroot"));
        Assert.That(result.Warnings.Single().Member, Is.EqualTo("network"));
        Assert.That(result.PassedOver.Single().Backend, Is.EqualTo("namespaces"));
    }

    [Test]
    public async Task For_a_back_end_that_cannot_run_here_nothing_is_dropped_and_nothing_warned_of()
    {
        FakeBackend broken = new("bwrap", NoNetworks) { Probed = FakeBackend.Refused("bwrap") };
        FakeBackend weak = new("chroot", FakeBackend.Everything & ~SandboxCapabilities.SecurityBoundary) { Process = FakeProcess.Ended(0) };
        var warnings = new WarningList();

        var result = await new SandboxRunner([broken, weak], logger: warnings).RunAsync(Lenient);

        Assert.That(broken.Starts, Is.Zero);
        Assert.That(warnings.Single(), Does.StartWith("isolation.boundary").And.Contain("chroot"));
        Assert.That(result.PassedOver.Single().Missing.Single().Reason, Is.EqualTo("the kernel says EPERM"));
    }

    [Test]
    public async Task Of_a_back_end_that_cannot_run_here_it_is_not_told_what_else_it_lacks()
    {
        var probed = FakeBackend.Refused("bwrap") with
        {
            Missing =
            [
                .. FakeBackend.Refused("bwrap").Missing,
                new() { Capabilities = SandboxCapabilities.EphemeralRoot, Reason = "it mounts no overlays" },
            ],
        };
        FakeBackend broken = new("bwrap", NoNetworks) { Probed = probed };

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([broken]).RunAsync(Lenient));

        Assert.That(thrown.Message, Does.Contain("the kernel says EPERM").And.Not.Contain("overlays"));
    }

    [TestCase(false, 1)]
    [TestCase(true, 2)]
    public async Task That_it_cannot_is_remembered_unless_it_may_pass(bool isPassing, int probes)
    {
        FakeBackend broken = new("bwrap", NoNetworks) { Probed = FakeBackend.Refused("bwrap", isPassing) };
        var runner = new SandboxRunner([broken, new FakeBackend("chroot", NoNetworks)]);

        await runner.StartAsync(Lenient);
        await runner.StartAsync(Lenient);

        Assert.That(broken.Probes, Is.EqualTo(probes));
    }

    [Test]
    public async Task That_it_can_is_found_out_once()
    {
        var weak = new FakeBackend("chroot", NoNetworks);
        var runner = new SandboxRunner([weak]);

        await runner.StartAsync(Lenient);
        await runner.StartAsync(Lenient);

        Assert.That((weak.Probes, weak.Starts), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Without_need_to_degrade_nothing_is_probed()
    {
        var strong = new FakeBackend("chroot");

        await new SandboxRunner([strong]).StartAsync(Lenient);

        Assert.That(strong.Probes, Is.Zero);
    }

    [Test]
    public async Task What_the_probe_finds_missing_is_dropped_too()
    {
        const SandboxCapabilities Less = NoNetworks & ~SandboxCapabilities.IpcIsolation;
        FakeBackend weak = new("chroot", NoNetworks)
        {
            Probed = new() { Backend = "chroot", Available = true, Offers = Less }, Process = FakeProcess.Ended(0),
        };

        var result = await new SandboxRunner([weak]).RunAsync(Lenient);

        Assert.That(result.Warnings.Select(warning => warning.Member), Is.EquivalentTo(new[] { "network", "isolation.ipc" }));
    }

    [Test]
    public async Task One_that_refuses_what_is_left_all_the_same_is_passed_over()
    {
        FakeBackend stubborn = new("bwrap", NoNetworks) { ExplainFailure = new SandboxUnavailableException(SandboxCapabilities.HostRoot, []) };
        FakeBackend weak = new("chroot", NoNetworks) { Process = FakeProcess.Ended(0) };

        var result = await new SandboxRunner([stubborn, weak]).RunAsync(Lenient);

        Assert.That((stubborn.Starts, weak.Starts), Is.EqualTo((0, 1)));
        Assert.That(result.PassedOver.Single().Backend, Is.EqualTo("bwrap"));
    }

    [Test]
    public async Task The_back_end_sees_in_the_spec_that_it_may_do_without()
    {
        FakeBackend weak = new("chroot", NoNetworks) { Process = FakeProcess.Ended(0) };

        await new SandboxRunner([weak], new SandboxOptions { AllowDegraded = true }).RunAsync(Strict);

        Assert.That(weak.LastSpec!.AllowDegraded, Is.True);
    }

    [Test]
    public async Task The_closing_hint_names_only_a_back_end_that_can_run_here()
    {
        FakeBackend broken = new("bwrap", NoNetworks) { Probed = FakeBackend.Refused("bwrap") }, weak = new("chroot", NoNetworks);

        var both = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([broken, weak]).StartAsync(Strict));
        var none = await Assert.ThrowsAsync<SandboxUnavailableException>(() => new SandboxRunner([broken]).StartAsync(Strict));

        Assert.That(both.Hint, Does.Contain("chroot runs it").And.Not.Contain("bwrap"));
        Assert.That(both.Reports[0].Missing.Single().Reason, Is.EqualTo("the kernel says EPERM"));
        Assert.That(none.Hint, Is.EqualTo("switch it on"));
    }

    [Test]
    public async Task A_refused_back_end_is_not_degraded_to()
    {
        FakeBackend refused = new("namespaces", NoNetworks) { StartFailure = FakeBackend.Refusal() };
        var runner = new SandboxRunner([refused]);

        await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.StartAsync(Lenient));
        await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.StartAsync(Lenient));

        Assert.That(refused.Starts, Is.EqualTo(1));
    }

    [TestCase(null, true, 1)]
    [TestCase(false, true, 0)]
    [TestCase(true, false, 1)]
    [TestCase(null, false, 0)]
    public async Task The_options_decide_where_the_spec_says_nothing(bool? inSpec, bool inOptions, int starts)
    {
        FakeBackend weak = new("chroot", NoNetworks) { Process = FakeProcess.Ended(0) };
        var runner = new SandboxRunner([weak], new SandboxOptions { AllowDegraded = inOptions });

        try
        {
            await runner.RunAsync(Strict with { AllowDegraded = inSpec });
        }
        catch (SandboxUnavailableException)
        {
            // The number of starts tells.
        }

        Assert.That(weak.Starts, Is.EqualTo(starts));
    }

    [Test]
    public async Task A_named_back_end_waives_nothing_by_itself()
    {
        const SandboxCapabilities NoBoundary = FakeBackend.Everything & ~SandboxCapabilities.SecurityBoundary;
        FakeBackend weak = new("chroot", NoBoundary) { Process = FakeProcess.Ended(0) };
        var runner = new SandboxRunner([weak], new SandboxOptions { Backend = "chroot" });

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.RunAsync(Strict));
        var result = await runner.RunAsync(Lenient);

        Assert.That(thrown.Hint, Does.Contain("--allow-degraded").And.Contain("chroot").And.Contain("isolation.boundary"));
        Assert.That(result.Warnings.Single().Member, Is.EqualTo("isolation.boundary"));
        Assert.That(result.PassedOver, Is.Empty);
    }

    [Test]
    public async Task What_nothing_stands_in_for_is_refused_even_so_and_named_alone()
    {
        FakeBackend weak = new("chroot", NoNetworks & ~SandboxCapabilities.DirectoryRoot);

        var thrown = await Assert.ThrowsAsync<SandboxUnavailableException>(
            () => new SandboxRunner([weak]).StartAsync(Lenient with { Root = SandboxRoot.Directory("/r") }));

        Assert.That(weak.Starts, Is.Zero);
        Assert.That(
            thrown.Reports.Single().Missing.Select(missing => missing.Capabilities),
            Is.EqualTo([SandboxCapabilities.DirectoryRoot]));
    }

    [Test]
    public async Task An_explanation_and_a_probe_tell_the_same_warnings()
    {
        var runner = new SandboxRunner([new FakeBackend("chroot", NoNetworks)]);

        var explanation = await runner.ExplainAsync(Lenient);
        var probe = await runner.ProbeAsync(Lenient);

        Assert.That(explanation.Warnings.Single().Member, Is.EqualTo("network"));
        Assert.That(explanation.Needs, Is.EqualTo(SpecRequirements.Of(Lenient)));
        Assert.That(probe.Warnings, Is.EqualTo(explanation.Warnings));
        Assert.That(probe.Selected, Is.EqualTo("chroot"));
        Assert.That((await runner.ProbeAsync(Strict)).Selected, Is.Null);
    }
}
