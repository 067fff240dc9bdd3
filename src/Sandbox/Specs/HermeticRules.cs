using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Rules for what a hermetic tree is declared to hold.</summary>
internal static class HermeticRules
{
    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        CheckPaths(errors, "inputs", spec.Inputs, spec.Root);
    }

    private static void CheckPaths(SpecErrors errors, string member, ImmutableArray<string> paths, SandboxRoot? root)
    {
        errors.Check(
            paths.IsEmpty || root is HermeticRoot, member, "are for the root 'hermetic' (--fs hermetic); every other shows what it shows");
        if (!TreeRules.CheckCount(errors, member, paths.Length))
        {
            return;
        }

        for (var index = 0; index < paths.Length; index++)
        {
            TreeRules.CheckBelowRoot(errors, $"{member}[{index}]", paths[index], "a tree that shows all of the host is the root 'readonly'");
        }
    }
}
