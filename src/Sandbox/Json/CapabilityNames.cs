using System.Text.Json;

namespace Sandbox.Json;

/// <summary>Sets of capabilities as lists of names in camel case.</summary>
internal static class CapabilityNames
{
    private static readonly (SandboxCapabilities Capability, string Name)[] Names =
    [
        .. Enum.GetValues<SandboxCapabilities>()
            .Where(capability => capability != SandboxCapabilities.None)
            .Select(capability => (capability, JsonNamingPolicy.CamelCase.ConvertName(capability.ToString()))),
    ];

    public static IReadOnlyList<string> Of(SandboxCapabilities capabilities) =>
        [.. Names.Where(entry => (capabilities & entry.Capability) != 0).Select(entry => entry.Name)];
}
