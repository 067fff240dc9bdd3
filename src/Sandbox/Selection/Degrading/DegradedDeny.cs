using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The denied paths where the back-end lacks their mode: the nearest mode it has, or none.</summary>
internal static class DegradedDeny
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        var deny = ImmutableArray.CreateBuilder<DeniedPath>(spec.Deny.Length);
        for (var index = 0; index < spec.Deny.Length; index++)
        {
            if (Replace(spec.Deny[index], $"deny[{index}]", degradation) is { } denied)
            {
                deny.Add(denied);
            }
        }

        return spec with { Deny = deny.DrainToImmutable() };
    }

    private static DeniedPath? Replace(DeniedPath denied, string member, Degradation degradation)
    {
        var (asked, word) = denied.Mode switch
        {
            DenyMode.Block => (SandboxCapabilities.DenyBlock, "block"),
            DenyMode.Hide => (SandboxCapabilities.DenyHide, "hide"),
            _ => (SandboxCapabilities.DenyMessage, "message"),
        };
        var (other, fallback) = Nearest(denied, degradation);
        return degradation.Drop(asked, member, $"{denied.Path}:{word}", fallback, denied, other);
    }

    /// <summary>Blocking first: it says that there is something. A message is no substitute, for it can only be run.</summary>
    private static (DeniedPath? Other, string Fallback) Nearest(DeniedPath denied, Degradation degradation)
    {
        if (degradation.Offers(SandboxCapabilities.DenyBlock))
        {
            return (denied with { Mode = DenyMode.Block }, "it is blocked: present, but every use fails");
        }

        return degradation.Offers(SandboxCapabilities.DenyHide)
            ? (denied with { Mode = DenyMode.Hide }, "it is hidden: not there, or empty")
            : (null, "it is not denied");
    }
}
