using RunSandbox;

namespace Sandbox.Tests.Tool;

/// <summary>Which back-end a name stands for.</summary>
public sealed class KnownBackendsTests
{
    [TestCase("auto")]
    [TestCase("namespaces")]
    [TestCase("bwrap")]
    [TestCase("chroot")]
    public void Known_names_are_taken(string name) => Assert.That(CommandLines.Settings("-b", name, "true").Backend, Is.EqualTo(name));

    [TestCase("docker", "unknown back-end; known are auto, namespaces, bwrap, chroot")]
    public void Other_names_on_the_line_are_errors(string name, string message) =>
        Assert.That(CommandLines.Refusal("--backend", name).Message, Does.EndWith(message));

    [Test]
    public void An_unknown_name_in_the_environment_warns_and_means_auto()
    {
        var name = KnownBackends.ParseVariable("docker", out var warning);

        Assert.That((name, warning), Is.EqualTo(
            ("auto", "RUN_SANDBOX_BACKEND: unknown back-end 'docker', so auto is taken; known are auto, namespaces, bwrap, chroot")));
    }

    [TestCase(null, "auto")]
    [TestCase("", "auto")]
    [TestCase("namespaces", "namespaces")]
    public void The_environment_sets_the_default(string? value, string expected) =>
        Assert.That((KnownBackends.ParseVariable(value, out var warning), warning), Is.EqualTo((expected, (string?)null)));
}
