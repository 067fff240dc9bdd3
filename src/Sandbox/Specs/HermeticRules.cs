using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Rules for what a hermetic tree is declared to hold, and to bring forth.</summary>
internal static class HermeticRules
{
    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        var areValid = CheckPaths(errors, "inputs", spec.Inputs, spec.Root) & CheckPaths(errors, "outputs", spec.Outputs, spec.Root);
        if (areValid && !spec.Outputs.IsEmpty)
        {
            CheckOutputs(errors, spec);
        }
    }

    /// <returns>Whether each is a path below the root.</returns>
    private static bool CheckPaths(SpecErrors errors, string member, ImmutableArray<string> paths, SandboxRoot? root)
    {
        errors.Check(
            paths.IsEmpty || root is HermeticRoot, member, "are for the root 'hermetic' (--fs hermetic); every other shows what it shows");
        if (!TreeRules.CheckCount(errors, member, paths.Length))
        {
            return false;
        }

        var areValid = true;
        for (var index = 0; index < paths.Length; index++)
        {
            areValid &= TreeRules.CheckBelowRoot(
                errors, $"{member}[{index}]", paths[index], "a tree that shows all of the host is the root 'readonly'");
        }

        return areValid;
    }

    private static void CheckOutputs(SpecErrors errors, SandboxSpec spec)
    {
        var outputs = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < spec.Outputs.Length; index++)
        {
            var path = SpecNormalizer.Normalize(spec.Outputs[index]);
            errors.Check(outputs.TryAdd(path, index), $"outputs[{index}]", $"{path} is listed twice");
            errors.Check(
                path.LastIndexOf('/') > 0, $"outputs[{index}]", $"{path} lies in the root itself, which is read-only; name one in a directory");
        }

        foreach (var (path, index) in outputs)
        {
            var above = Above(path).FirstOrDefault(outputs.ContainsKey);
            errors.Check(above is null, $"outputs[{index}]", $"{path} lies in {above}, which is an output as a whole");
        }

        for (var index = 0; index < spec.Inputs.Length; index++)
        {
            var path = SpecNormalizer.Normalize(spec.Inputs[index]);
            var output = Above(path).Prepend(path).FirstOrDefault(outputs.ContainsKey);
            errors.Check(output is null, $"inputs[{index}]", $"{path} is read-only, and {output} is to be made by the command");
        }
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }
}
