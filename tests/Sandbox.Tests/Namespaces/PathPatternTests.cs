using Sandbox.Trees.Planning;

namespace Sandbox.Tests.Namespaces;

/// <summary>Denied paths that are patterns.</summary>
public sealed class PathPatternTests
{
    private const string Keys = """
        /home/me/.ssh/ mine
        /home/me/.ssh/id mine
        /home/you/.ssh/
        /home/you/a/b/c/x.key
        /home/you/a/x.key
        /home/you/a/y.pem
        /home/you/x.key -> /home/me/notes
        /home/you/dead.key -> /home/me/gone
        /home/you/loop -> ..
        """;

    [TestCase("/home/*/.ssh", "/home/me/.ssh, /home/you/.ssh")]
    [TestCase("/home/you/a/?.*", "/home/you/a/x.key, /home/you/a/y.pem")]
    [TestCase("/home/you/**/*.key", "/home/me/notes, /home/you/a/b/c/x.key, /home/you/a/x.key")]
    [TestCase("/home/you/a/**", "/home/you/a/b, /home/you/a/x.key, /home/you/a/y.pem")]
    [TestCase("/**/y.pem", "/home/you/a/y.pem")]
    [TestCase("/**/b/**/x.key", "/home/you/a/b/c/x.key")]
    [TestCase("/home/you/*/you/a/y.pem", "/home/you/a/y.pem")]
    [TestCase("/home/*.none", "")]
    [TestCase("/nowhere/*", "")]
    [TestCase("/etc/passwd/*", "")]
    public void A_pattern_denies_what_it_matches(string pattern, string expected)
    {
        var denied = Planned.Plan(Planned.Spec with { Deny = [DeniedPath.Block(pattern)] }, HostFiles.With(Keys)).Setup
            .OfType<Plans.MaskStep>()
            .Select(step => step.Target)
            .Order(StringComparer.Ordinal);
        Assert.That(string.Join(", ", denied), Is.EqualTo(expected));
    }

    [Test]
    public void A_pattern_matches_what_the_mounts_made() => Assert.That(
        Planned.Added(
            Planned.Spec with { Mounts = [SandboxMount.Bind("/home/you", "/opt")], Deny = [DeniedPath.Block("/opt/*/*.pem")] },
            HostFiles.With(Keys)),
        Does.EndWith("inaccessible cover on /opt/a/y.pem\nmove_mount: inaccessible cover on /home/you/a/y.pem"));

    [Test]
    public void Two_names_of_one_file_are_denied_once() => Assert.That(
        Planned.Added(
            Planned.Spec with { Deny = [DeniedPath.Block("/l/*")] }, HostFiles.With("/l/a -> ../etc/hosts\n/l/b -> ../etc/hosts")),
        Does.EndWith("copies\nmove_mount: inaccessible cover on /etc/hosts"));

    [Test]
    public void A_pattern_in_proc_is_an_error() => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/proc/*/environ")] }),
        Does.StartWith("deny[0].path: /proc/*/environ is a pattern below /proc, whose entries come and go\n"));

    [Test]
    public void A_pattern_that_matches_too_much_is_an_error()
    {
        var files = string.Join('\n', Enumerable.Range(0, PathPattern.MaxMatches + 1).Select(number => $"/many/{number}"));
        Assert.That(
            Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/many/*")] }, HostFiles.With(files)),
            Does.StartWith($"deny[0].path: /many/* matches more than {PathPattern.MaxMatches} paths\n"));
    }

    [Test]
    public void A_pattern_that_reaches_too_deep_is_an_error()
    {
        var deep = string.Concat(Enumerable.Repeat("/d", PathPattern.MaxDepth + 2));
        Assert.That(
            Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/d/**/x")] }, HostFiles.With($"{deep}/")),
            Does.StartWith($"deny[0].path: /d/**/x reaches more than {PathPattern.MaxDepth} directories deep\n"));
    }
}
