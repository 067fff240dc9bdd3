using Sandbox.Linux;
using Sandbox.Outputs;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans what is in a hermetic tree besides /proc, /dev and /tmp: system directories, a home directory, and what the spec
/// declares. All else of the root is read-only in the end.
/// </summary>
internal sealed class HermeticTree(TreePlan plan, MountPoints mountPoints, SandboxTree host, HostFacts facts)
{
    private const string HomeVariable = "HOME=";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly HostParts _parts = new(plan, mountPoints, host);
    private readonly OutputDirectories _outputs = new(plan, mountPoints, host, facts);

    /// <exception cref="SandboxSpecException">Something declared is not there, or has no place.</exception>
    public void Add(SandboxSpec spec)
    {
        if (spec.Root is not HermeticRoot root)
        {
            return;
        }

        if (root.SystemDirectories)
        {
            AddSystem();
        }

        AddDeclared(spec);
        plan.Seal(plan.Tree.Root);
    }

    private void AddSystem()
    {
        foreach (var path in SystemParts.Paths.SelectMany(Expand).Where(path => path != SystemParts.LeftOut))
        {
            _parts.ShowSystem(path);
        }
    }

    private IEnumerable<string> Expand(string path)
    {
        if (!path.EndsWith('*'))
        {
            return [path];
        }

        var directory = Path.GetDirectoryName(path)!;
        var prefix = Path.GetFileName(path)[..^1];
        return host.Find(directory) is { Outcome: TreeLookupOutcome.Found, Node: var node }
            ? host.List(node).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => TreePath.Join(directory, name))
            : [];
    }

    // In the order of paths, so that a directory or link comes before what is declared to be in it.
    private void AddDeclared(SandboxSpec spec)
    {
        var areas = OutputArea.Of(spec.Outputs);
        areas.ForEach(_outputs.Check);
        var places = new List<(string Path, Action Add)>(spec.Inputs.Length + areas.Count + 1);
        if (HomeOf(spec) is { } home)
        {
            places.Add((home, () => AddHome(home)));
        }

        for (var index = 0; index < spec.Inputs.Length; index++)
        {
            var (path, member) = (spec.Inputs[index], $"inputs[{index}]");
            places.Add((path, () => _parts.ShowInput(path, member)));
        }

        // After an input of the same path, which they cover and show.
        places.AddRange(areas.Select(area => (area.Path, new Action(() => _outputs.Add(area, _parts)))));
        foreach (var place in places.OrderBy(place => place.Path, StringComparer.Ordinal))
        {
            place.Add();
        }
    }

    private string? HomeOf(SandboxSpec spec)
    {
        var home = CommandEnvironment.Of(spec, facts)
            .FirstOrDefault(variable => variable.StartsWith(HomeVariable, StringComparison.Ordinal))?[HomeVariable.Length..];
        return home is not null && PathRules.CheckInnerPath(new SpecErrors(), HomeVariable, home) ? SpecNormalizer.Normalize(home) : null;
    }

    // Where HOME is a directory of the system's, or can be none at all, it is left as it is.
    private void AddHome(string home)
    {
        var lookup = plan.Tree.Find(home);
        if (lookup is { Outcome: TreeLookupOutcome.Missing, LeadsBack: false }
            && lookup.Node.Layer is TreeLayer.Own or TreeLayer.SealedOwn or TreeLayer.RootDirectory
            && !TreePath.IsAtOrBelow(lookup.Path, "/dev"))
        {
            var place = mountPoints.At(home, isDirectory: true, "environment.variables['HOME']");
            plan.Mount(place, TreeContent.Directory, new TmpfsStep(place.Path, Size: null, OwnerOnly));
        }
    }
}
