using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>Paths as typed, made absolute.</summary>
public sealed class PathArgumentTests
{
    private static string Here => Environment.CurrentDirectory;

    [TestCase("/a/b", "/a/b")]
    [TestCase("/a//b/", "/a/b")]
    [TestCase("/a/./b/.", "/a/b")]
    [TestCase("/", "/")]
    [TestCase("/../a", "/a")]
    [TestCase("/a/../b", "/a/../b", TestName = "Up_from_a_name_stays_for_the_name_may_be_a_link")]
    public void An_absolute_path_loses_only_what_means_nothing(string typed, string path)
    {
        Assert.Multiple(() =>
        {
            Assert.That(PathArgument.OnHost(Option, typed), Is.EqualTo(path));
            Assert.That(PathArgument.Inside(Option, typed), Is.EqualTo(path));
        });
    }

    [Test]
    public void A_relative_path_on_the_host_starts_at_the_current_directory()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PathArgument.OnHost(Option, "a/b"), Is.EqualTo($"{Here}/a/b"));
            Assert.That(PathArgument.OnHost(Option, "."), Is.EqualTo(Here));
            Assert.That(PathArgument.OnHost(Option, "../a"), Is.EqualTo($"{Path.GetDirectoryName(Here)}/a"));
            Assert.That(PathArgument.OnHost(Option, "a/../b"), Is.EqualTo($"{Here}/a/../b"));
            Assert.That(PathArgument.OnHost(Option, string.Concat(Enumerable.Repeat("../", 50)) + "a"), Is.EqualTo("/a"));
        });
    }

    private static OptionOccurrence Option => new(OptionTable.Find("--bind")!, "");
}
