using Sandbox.Plans;
using Sandbox.Trees;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>
/// The /dev that bubblewrap makes (--dev), which is the only way it has to mount a devpts: the same nodes, links and
/// directories as the steps make, as a whole.
/// </summary>
internal static class StandardDevices
{
    /// <summary>The attributes of a device node in a plan.</summary>
    public const MountFlags NodeFlags = MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoExecute;

    private static readonly string[] Nodes = ["null", "zero", "full", "random", "urandom", "tty"];

    private static readonly (string Name, string LinkTarget)[] Links =
    [
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
        ("core", "/proc/kcore"),
        ("ptmx", "pts/ptmx"),
    ];

    /// <summary>Whether a tmpfs is the beginning of a /dev.</summary>
    /// <param name="steps">Every step.</param>
    /// <param name="index">The place of the <see cref="TmpfsStep"/>.</param>
    public static bool BeginAt(IReadOnlyList<PlanStep> steps, int index) =>
        steps[index] is TmpfsStep top && Following(steps, index, top).Any(step => step is DevptsStep terminals && terminals.Target == PathOf(top.Target, "pts"));

    /// <summary>A name in bubblewrap's /dev that the steps do not make; null where they make all of them.</summary>
    /// <param name="steps">Every step.</param>
    /// <param name="index">The place of the <see cref="TmpfsStep"/>.</param>
    public static string? FindSurplus(IReadOnlyList<PlanStep> steps, int index)
    {
        var top = (TmpfsStep)steps[index];
        var made = Following(steps, index, top).Where(step => Includes(top.Target, step)).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return Nodes.Concat(Links.Select(link => link.Name)).FirstOrDefault(name => !made.Contains(name));
    }

    /// <summary>Whether a step makes something that is there already.</summary>
    /// <param name="top">The directory of the /dev.</param>
    /// <param name="step">A step after it.</param>
    public static bool Includes(string top, PlanStep step) => step switch
    {
        BindStep { Flags: NodeFlags } bind => Nodes.Any(name => bind.Target == PathOf(top, name)),
        MakeSymlinkStep link => Links.Any(known => link.Target == PathOf(top, known.Name) && link.LinkTarget == known.LinkTarget),
        MakeDirectoryStep directory => directory.Target == PathOf(top, "pts") || directory.Target == PathOf(top, "shm"),
        DevptsStep terminals => terminals.Target == PathOf(top, "pts"),
        _ => false,
    };

    // Up to another one in the same place.
    private static IEnumerable<PlanStep> Following(IReadOnlyList<PlanStep> steps, int index, TmpfsStep top) =>
        steps.Skip(index + 1).TakeWhile(step => StepCovers.Of(step) != top.Target);

    private static string NameOf(PlanStep step) =>
        Path.GetFileName(step is MakeSymlinkStep link ? link.Target : StepCovers.Of(step) ?? step.Path ?? "");

    private static string PathOf(string directory, string name) => TreePath.Join(directory, name);
}
