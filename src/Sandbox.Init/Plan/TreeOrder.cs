using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Follows the order of the setup steps: scratch, root, what goes into it, pivot unless the root is in place.</summary>
internal struct TreeOrder
{
    private bool hasScratch;
    private bool hasLayers;
    private bool hasRoot;
    private bool isInPlace;
    private bool hasPivoted;
    private bool hasChangedRoot;
    private readonly bool isInside;

    /// <param name="isInside">Whether the steps are taken in a root that another program has built.</param>
    public TreeOrder(bool isInside)
    {
        this = default;
        this.isInside = isInside;
    }

    /// <summary>Nothing is begun that is not finished.</summary>
    public readonly bool IsComplete => (!hasScratch && !hasLayers && !hasRoot) || isInPlace || hasPivoted;

    private readonly bool HasBegun => hasScratch || hasLayers || hasRoot;

    /// <summary>True when the step may come here.</summary>
    public bool Accept(StepOrder order, StepCode code, StepFlags flags)
    {
        switch (order)
        {
            case StepOrder.First:
                return !HasBegun && !hasChangedRoot;
            case StepOrder.Scratch:
                var firstScratch = !hasScratch && !hasRoot && !hasChangedRoot;
                hasScratch = true;
                return firstScratch;
            case StepOrder.Layers:
                var firstLayers = !hasLayers && !hasRoot && !hasChangedRoot;
                hasLayers = true;
                return firstLayers;
            case StepOrder.Root:
                var firstRoot = !hasRoot && !hasChangedRoot && (hasLayers || code != StepCode.RootOverlay);
                hasRoot = true;
                isInPlace = code == StepCode.RootInPlace;

                // There is nowhere to hide them.
                return firstRoot && !(isInPlace && (hasScratch || hasLayers));
            case StepOrder.Tree:
                return hasRoot && !hasPivoted
                    && (hasScratch || !TakesFromScratch(code, flags))
                    && (hasLayers || code != StepCode.Overlay);
            case StepOrder.Pivot:
                var firstPivot = hasRoot && !isInPlace && !hasPivoted;
                hasPivoted = true;
                return firstPivot;
            case StepOrder.Chroot:
                var firstChange = !HasBegun && !hasChangedRoot;
                hasChangedRoot = true;
                return firstChange;
            case StepOrder.Inside:
                return isInside || isInPlace || hasPivoted || hasChangedRoot;
            default:
                return true;
        }
    }

    private static bool TakesFromScratch(StepCode code, StepFlags flags) =>
        code is StepCode.Mask or StepCode.PlaceFile || (flags & StepFlags.Over) != 0;
}
