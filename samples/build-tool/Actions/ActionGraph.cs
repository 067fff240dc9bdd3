namespace BuildTool;

/// <summary>What must run before what: who makes an input runs before who reads it.</summary>
internal sealed class ActionGraph
{
    private readonly Dictionary<BuildAction, List<BuildAction>> _before;

    private ActionGraph(Dictionary<BuildAction, List<BuildAction>> before) => _before = before;

    /// <summary>The actions that must have succeeded before this one starts.</summary>
    public IReadOnlyList<BuildAction> Before(BuildAction action) => _before[action];

    /// <exception cref="ActionFileException">A name or an output is there twice, a name is unknown, or a cycle.</exception>
    public static ActionGraph Of(string file, IReadOnlyList<BuildAction> actions)
    {
        var byName = Index(file, "name", actions, action => [action.Name]);
        var byOutput = Index(file, "output", actions, action => action.Outputs);
        var before = new Dictionary<BuildAction, List<BuildAction>>(ReferenceEqualityComparer.Instance);
        foreach (var action in actions)
        {
            var makers = action.Inputs.Where(byOutput.ContainsKey).Select(input => byOutput[input]);
            var named = action.Deps.Select(name => byName.GetValueOrDefault(name)
                ?? throw new ActionFileException(file, $"action '{action.Name}': there is no action '{name}' to depend on"));
            before[action] = [.. makers.Concat(named).Distinct()];
        }

        var graph = new ActionGraph(before);
        graph.RefuseCycles(file, actions);
        return graph;
    }

    private static Dictionary<string, BuildAction> Index(
        string file, string what, IEnumerable<BuildAction> actions, Func<BuildAction, IEnumerable<string>> keysOf)
    {
        var index = new Dictionary<string, BuildAction>(StringComparer.Ordinal);
        foreach (var (key, action) in actions.SelectMany(action => keysOf(action).Select(key => (key, action))))
        {
            if (!index.TryAdd(key, action))
            {
                throw new ActionFileException(file, $"the {what} '{key}' is there twice");
            }
        }

        return index;
    }

    // Again and again takes what waits for nothing that is left: what then remains waits for itself.
    private void RefuseCycles(string file, IReadOnlyList<BuildAction> actions)
    {
        var left = actions.ToHashSet();
        while (left.Where(action => !Before(action).Any(left.Contains)).ToList() is { Count: > 0 } ready)
        {
            left.ExceptWith(ready);
        }

        if (left.Count > 0)
        {
            throw new ActionFileException(
                file, $"these actions wait for each other: {string.Join(", ", left.Select(action => action.Name))}");
        }
    }
}
