using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The variables of all; one that is to have two values is an error, for neither is weaker than the other.</summary>
internal static class ProfileVariables
{
    public static SandboxEnvironment Compose(SandboxEnvironment own, ImmutableArray<SandboxProfile> profiles)
    {
        var variables = own.Variables.ToBuilder();
        var saidBy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            foreach (var (name, value) in profile.Environment.Variables)
            {
                if (variables.TryGetValue(name, out var other) && other != value)
                {
                    // Values may be secrets: only names appear in errors.
                    throw new SandboxSpecException(
                        "profiles",
                        $"{saidBy.GetValueOrDefault(name, "the spec")} and {profile} give the variable {TextRules.Show(name)} different values",
                        "leave one of them out");
                }

                variables[name] = value;
                saidBy[name] = profile.ToString();
            }
        }

        return new SandboxEnvironment
        {
            Inherit = own.Inherit && profiles.All(profile => profile.Environment.Inherit),
            Variables = variables.ToImmutable(),
        };
    }
}
