using Sandbox.Plans;
using Sandbox.Trees;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>What steps cover with what they mount, and so in which order they come.</summary>
internal static class StepCovers
{
    /// <summary>What a step covers with a mount; null where it covers nothing.</summary>
    public static string? Of(PlanStep step) => step switch
    {
        RootStep => "/",
        BindStep bind => bind.Target,
        OverlayStep overlay => overlay.Target,
        MirrorStep mirror => mirror.Target,
        PinStep pin => pin.Target,
        TmpfsStep tmpfs => tmpfs.Target,
        ProcStep proc => proc.Target,
        DevptsStep terminals => terminals.Target,
        MaskStep mask => mask.Target,
        PlaceFileStep file => file.Target,
        CopyFileStep { Over: true } copy => copy.Target,
        _ => null,
    };

    /// <summary>
    /// The steps with each mirrored and each pinned directory right behind what it shows. sandbox-init mounts such a
    /// directory on itself together with what was mounted in it by then; bubblewrap can only bind what the host has there,
    /// and what is mounted in the directory has to come after that.
    /// </summary>
    public static List<PlanStep> WithSelfMountsFirst(IEnumerable<PlanStep> steps)
    {
        var arranged = new List<PlanStep>();
        foreach (var step in steps)
        {
            var place = step is MirrorStep or PinStep
                ? arranged.FindLastIndex(earlier => Shows(earlier, step.Path!)) + 1
                : arranged.Count;
            arranged.Insert(place, step);
        }

        return arranged;
    }

    private static bool Shows(PlanStep step, string directory) =>
        (Of(step) is { } covered && TreePath.IsAtOrBelow(directory, covered))
        || (step is MakeDirectoryStep made && made.Target == directory);
}
