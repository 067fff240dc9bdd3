using System.Text.RegularExpressions;
using Sandbox.Backends.Bwrap;
using Sandbox.Backends.Bwrap.Program;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.Bwrap;

/// <summary>bubblewrap's options as text, one a line, for the same user and files as <see cref="Planned"/>.</summary>
internal static partial class PlannedBwrap
{
    private const string LastBeforeTheTree = "--chdir /\n";

    public static BwrapProgram Program { get; } = new("/usr/bin/bwrap", new Version(0, 12, 0), IsSetuid: false, Options: []);

    public static LaunchPlan Plan(
        SandboxSpec spec,
        HostFiles? files = null,
        HostFacts? facts = null,
        CallerPrivileges? privileges = null,
        BwrapProgram? program = null) =>
        BwrapPlanner.Plan("bwrap", spec, facts ?? Planned.Facts, files ?? HostFiles.With(), program ?? Program,
            privileges ?? new(MayChangeRoot: false, MayMount: false));

    /// <summary>The command line as it is executed.</summary>
    public static string Line(SandboxSpec spec, HostFiles? files = null) =>
        string.Join(' ', Plan(spec, files).Wrapper!.Arguments);

    /// <summary>The options that come before those that build the tree.</summary>
    public static string Namespaces(SandboxSpec spec) =>
        Options(spec) is var options ? options[..options.IndexOf(LastBeforeTheTree, StringComparison.Ordinal)] : "";

    /// <summary>The options that build the tree.</summary>
    public static string Tree(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var options = Options(spec, files, facts);
        return options[(options.IndexOf(LastBeforeTheTree, StringComparison.Ordinal) + LastBeforeTheTree.Length)..];
    }

    /// <summary>The options that the mounts and denied paths of a spec add, in order.</summary>
    public static string Added(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var usual = Tree(spec with { Mounts = [], Deny = [] }, files, facts).Split('\n');
        return string.Join('\n', Tree(spec, files, facts).Split('\n').Where(option => !usual.Contains(option)));
    }

    public static string Mounts(params SandboxMount[] mounts) => Added(Planned.Spec with { Mounts = [.. mounts] });

    public static string Denies(params DeniedPath[] denied) => Added(Planned.Spec with { Deny = [.. denied] });

    /// <summary>What bubblewrap cannot do of a spec, though another back-end may, and what to do.</summary>
    public static string Problem(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var exception = Assert.Throws<SandboxSpecException>(() => Plan(spec, files, facts));
        Assert.That(exception!.Backend, Is.EqualTo("bwrap"));
        return $"{exception.Message}\n{exception.Hint}";
    }

    private static string Options(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var line = string.Join(' ', Plan(spec, files, facts).Wrapper!.Arguments);
        var unwrapped = ArgumentFile().Replace(line, "$1")[..^" --".Length];
        return Modifier().Replace(unwrapped.Replace(" --", "\n--", StringComparison.Ordinal), "$1 ");
    }

    [GeneratedRegex(@"--args <\(([^()]*)\)")]
    private static partial Regex ArgumentFile();

    // An option that is about the next one.
    [GeneratedRegex(@"(--(?:perms|size) \S+)\n")]
    private static partial Regex Modifier();
}
