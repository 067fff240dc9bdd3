using System.Collections.Immutable;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>What an installed bubblewrap lets the back-end offer, and what is to be known about it.</summary>
internal static class BwrapOffer
{
    private static MissingCapability ChangeableDevices { get; } = new()
    {
        Capabilities = SandboxCapabilities.SecurityBoundary,
        Reason = "bubblewrap binds device nodes writable, so a command run by root could change the mode of the host's /dev/null; to "
            + "seal them needs CAP_SYS_ADMIN, which this process does not have",
        Remedy = "run with CAP_SYS_ADMIN or as an ordinary user, or use namespaces",
    };

    /// <param name="backend">The back-end's name.</param>
    /// <param name="capabilities">What it offers with a bubblewrap that is recent enough.</param>
    /// <param name="found">What is installed.</param>
    /// <param name="canDevicesChange">Whether the command could change the mode of the host's device nodes.</param>
    public static SandboxBackendReport Of(
        string backend, SandboxCapabilities capabilities, FoundBwrap found, bool canDevicesChange) => found.Program switch
        {
            null => Missing(backend, capabilities, found.Reason, found.Remedy),
            { LackingOptions: var lacking } program when lacking.Any() => Missing(
                backend,
                capabilities,
                $"{program.Path} is bubblewrap {program.Version}, which lacks {string.Join(", ", lacking)}",
                BwrapProgram.FirstVersionWith(lacking) is { } version ? $"install version {version} or later" : "install another one"),
            var program => Offer(backend, capabilities, program, canDevicesChange),
        };

    private static SandboxBackendReport Offer(
        string backend, SandboxCapabilities capabilities, BwrapProgram program, bool canDevicesChange)
    {
        ImmutableArray<MissingCapability> missing =
        [
            .. canDevicesChange ? [ChangeableDevices] : ImmutableArray<MissingCapability>.Empty,
            .. program.MountsOverlays ? [] : ImmutableArray.Create(
                Lacking(program, SandboxCapabilities.EphemeralRoot, BwrapProgram.OverlayOption, "no overlays")),
            .. program.LimitsSizes ? [] : ImmutableArray.Create(
                Lacking(program, SandboxCapabilities.TmpfsSize, BwrapProgram.SizeOption, "no tmpfs with a size")),
        ];
        return new()
        {
            Backend = backend,
            Available = true,
            Offers = missing.Aggregate(capabilities, (offers, lacking) => offers & ~lacking.Capabilities),
            Missing = missing,
            Warnings = Warnings(program),
        };
    }

    private static MissingCapability Lacking(
        BwrapProgram program, SandboxCapabilities capability, string option, string what) => new()
        {
            Capabilities = capability,
            Reason = program.IsSetuid
                ? $"{program.Path} is set-user-id, and mounts {what} then ({option})"
                : $"{program.Path} is bubblewrap {program.Version}, which mounts {what} ({option})",
            Remedy = $"install version {BwrapProgram.FirstVersionWith(option)} or later, not set-user-id; or use namespaces",
        };

    private static ImmutableArray<string> Warnings(BwrapProgram program)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (program.IsSetuid && program.Version < BwrapProgram.WithSafeSetuid)
        {
            warnings.Add(
                $"{program.Path} is set-user-id and version {program.Version}; before {BwrapProgram.WithSafeSetuid} a user may "
                + "trace it while it sets up and so misuse its rights (CVE-2026-41163): upgrade it, or chmod u-s it");
        }

        if (program.Version < BwrapProgram.WithSafeTargets)
        {
            warnings.Add(
                $"{program.Path} is version {program.Version}; before {BwrapProgram.WithSafeTargets} it may follow a symbolic link "
                + "out of the sandbox while it makes mount points (CVE-2026-87766): upgrade it, unless the distribution has "
                + "corrected this version, and mount nothing below directories that others may write");
        }

        return warnings.DrainToImmutable();
    }

    private static SandboxBackendReport Missing(
        string backend, SandboxCapabilities capabilities, string reason, string remedy) => new()
        {
            Backend = backend,
            Available = false,
            Offers = SandboxCapabilities.None,
            Missing = [new() { Capabilities = capabilities, Reason = reason, Remedy = remedy }],
        };
}
