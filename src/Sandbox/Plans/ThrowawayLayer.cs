using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox.Plans;

/// <summary>The upper layer of one overlay of a plan: what the launcher makes on disk before the plan is carried out.</summary>
/// <param name="Directory">The directory that holds it, on the host.</param>
/// <param name="Source">The directory of the host that it is above.</param>
/// <param name="Target">Where the two are seen as one, inside.</param>
public sealed record ThrowawayLayer(string Directory, string Source, string Target)
{
    /// <summary>What the plan itself makes or mounts on, in the order of the steps: that it is there is no change.</summary>
    public ImmutableArray<string> Made { get; init; } = [];

    /// <summary>Where what is changed ends up.</summary>
    public string Upper => $"{Directory}/upper";

    /// <summary>What the kernel needs besides (overlayfs: workdir).</summary>
    public string Work => $"{Directory}/work";

    /// <summary>The layers that the steps of a tree use, in order.</summary>
    /// <param name="steps">Steps as <see cref="Trees.TreePlanner"/> makes them.</param>
    public static ImmutableArray<ThrowawayLayer> Of(IEnumerable<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var layers = new List<ThrowawayLayer>();
        var made = ImmutableArray.CreateBuilder<string>();
        var directory = "";
        foreach (var step in steps)
        {
            if (StepTargets.Of(step) is { } target)
            {
                made.Add(target);
            }

            switch (step)
            {
                case LayersStep layersStep:
                    directory = layersStep.Directory;
                    break;
                case OverlayRootStep root:
                    layers.Add(new ThrowawayLayer(In(directory, root.Layer), root.Source, "/"));
                    break;
                case OverlayStep overlay:
                    layers.Add(new ThrowawayLayer(In(directory, overlay.Layer), overlay.Source, overlay.Target));
                    break;
            }
        }

        var all = made.DrainToImmutable();
        return [.. layers.Select(layer => layer with { Made = all })];
    }

    private static string In(string directory, uint layer) => string.Create(CultureInfo.InvariantCulture, $"{directory}/{layer}");
}
