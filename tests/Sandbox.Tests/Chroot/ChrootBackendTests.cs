using Sandbox.Backends.Chroot;

namespace Sandbox.Tests.Chroot;

/// <summary>What chroot says of itself.</summary>
public sealed class ChrootBackendTests
{
    /// <remarks>It is asked before each start, also of what another back-end will serve.</remarks>
    [Test]
    public void What_it_offers_is_told_without_setting_up_a_sandbox() =>
        Assert.That(new ChrootBackend().OfferAsync(ChrootOffer.WithMounts, CancellationToken.None).AsTask().IsCompletedSuccessfully);

    [Test]
    public async Task A_probe_finds_no_more_than_the_offer()
    {
        var backend = new ChrootBackend();
        var offer = await backend.OfferAsync(backend.Capabilities, CancellationToken.None);

        var probe = await backend.ProbeAsync(CancellationToken.None);

        Assert.That(probe.Offers & ~offer.Offers, Is.EqualTo(SandboxCapabilities.None));
        Assert.That(probe.Available, Is.EqualTo(Environment.IsPrivilegedProcess), string.Join("; ", probe.Missing));
    }
}
