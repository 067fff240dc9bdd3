namespace Sandbox.Backends.Bwrap;

/// <summary>What bubblewrap has no option for, and another back-end may well do.</summary>
internal static class Inexpressible
{
    /// <summary>The exception about one member of a spec.</summary>
    public static SandboxSpecException Of(string member, string problem, string hint) =>
        new(member, problem, hint) { Backend = BwrapBackend.BackendName };
}
