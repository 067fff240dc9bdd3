using System.Collections.Immutable;

namespace Sandbox;

/// <summary>One spec on its way to what one back-end offers: the rules ask it what is there and tell it what they do.</summary>
/// <param name="backend">The back-end's name.</param>
/// <param name="offers">What it offers on this machine.</param>
internal sealed class Degradation(string backend, SandboxCapabilities offers)
{
    private readonly ImmutableArray<SandboxWarning>.Builder _warnings = ImmutableArray.CreateBuilder<SandboxWarning>();

    /// <summary>What was dropped or replaced so far.</summary>
    public ImmutableArray<SandboxWarning> Warnings => _warnings.ToImmutable();

    /// <summary>What is no longer needed although the spec still says so, because a spec cannot say otherwise.</summary>
    public SandboxCapabilities Waived { get; private set; }

    public bool Offers(SandboxCapabilities capability) => (capability & ~offers) == SandboxCapabilities.None;

    /// <summary>Notes what happens instead of what was asked for.</summary>
    public void Warn(string member, string value, string fallback) =>
        _warnings.Add(new SandboxWarning { Member = member, Value = value, Backend = backend, Fallback = fallback });

    /// <summary>Does without a capability that no member of the spec asks for.</summary>
    public void Waive(SandboxCapabilities capability, string member, string value, string fallback)
    {
        if (!Offers(capability))
        {
            Warn(member, value, fallback);
            Waived |= capability;
        }
    }

    /// <summary>Replaces a part of the spec by one that does not need a capability, where the back-end lacks it.</summary>
    /// <param name="capability">What the part needs.</param>
    /// <param name="member">The member of the spec.</param>
    /// <param name="value">What it says; null: nothing was asked for, and nothing is done.</param>
    /// <param name="fallback">What happens instead.</param>
    /// <param name="asked">The part as it is.</param>
    /// <param name="without">The part without it.</param>
    public T Drop<T>(SandboxCapabilities capability, string member, string? value, string fallback, T asked, T without)
    {
        if (value is null || Offers(capability))
        {
            return asked;
        }

        Warn(member, value, fallback);
        return without;
    }
}
