using Sandbox.Linux;

namespace Sandbox.Tests.Cgroups;

/// <summary>Where a limit on processes holds without a group.</summary>
public sealed class NamespaceProcessLimitTests
{
    private const string Everyone = "         0          0 4294967295";

    [TestCase("6.1.0-25-amd64", Everyone, 1000u, true)]
    [TestCase("5.14.0", Everyone, 1000u, true)]
    [TestCase("5.13.19", Everyone, 1000u, false, Description = "counted for the user on the whole machine")]
    [TestCase("6.1.0", Everyone, 0u, false, Description = "the host's root is exempt")]
    [TestCase("6.1.0", "0 100000 65536", 0u, true, Description = "a container's root is not the host's")]
    [TestCase("6.1.0", "1000 0 1", 1000u, false, Description = "the host's root under another number")]
    [TestCase("6.1.0", "5 5 1", 1000u, false)]
    [TestCase(null, null, 1000u, false)]
    public void It_holds_for_users_but_the_hosts_root(string? release, string? map, uint userId, bool expected) =>
        Assert.That(NamespaceProcessLimit.Judge(release, map, userId), Is.EqualTo(expected));
}
