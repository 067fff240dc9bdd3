namespace Sandbox;

/// <summary>Finds what makes no sense in a spec before anything is run: all of it at once.</summary>
/// <remarks>Only what can be told from the spec itself; whether a source exists is for the back-end to see.</remarks>
internal static class SpecValidator
{
    /// <summary>Checks every member.</summary>
    /// <exception cref="SandboxSpecException">Something is wrong; all that was found is in it.</exception>
    public static void Validate(SandboxSpec spec)
    {
        var errors = new SpecErrors();
        CommandRules.Check(errors, spec);
        TreeRules.Check(errors, spec);
        HermeticRules.Check(errors, spec);
        IdentityRules.Check(errors, spec);
        LimitRules.Check(errors, spec.Limits);
        CgroupRules.Check(errors, spec);
        StdioRules.Check(errors, spec);
        NetworkRules.Check(errors, spec.Network);
        TransferRules.Check(errors, spec);
        errors.ThrowIfAny();
    }
}
