namespace Sandbox.Plans;

/// <summary>Where in the new tree steps put something.</summary>
internal static class StepTargets
{
    /// <summary>The path a step makes or mounts on; null for one that does neither.</summary>
    public static string? Of(PlanStep step) => step switch
    {
        BindStep bind => bind.Target,
        OverlayStep overlay => overlay.Target,
        CopyFileStep copy => copy.Target,
        TmpfsStep or ProcStep or DevptsStep or KernelFileSystemStep or MirrorStep or PinStep or MaskStep or PlaceFileStep => step.Path,
        MakeDirectoryStep or MakeFileStep or MakeSymlinkStep => step.Path,
        _ => null,
    };
}
