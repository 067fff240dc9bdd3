using Sandbox.Linux;

namespace Sandbox.Tests.Cgroups;

/// <summary>Where a limit on processes holds without a group.</summary>
public sealed class NamespaceProcessLimitTests
{
    private const uint Nobody = 65534;

    [TestCase("6.1.0-25-amd64", 0u, 1000u, true)]
    [TestCase("5.14.0", 0u, 1000u, true)]
    [TestCase("5.13.19", 0u, 1000u, false, Description = "counted for the user on the whole machine")]
    [TestCase("6.1.0", 0u, 0u, false, Description = "the host's root is exempt")]
    [TestCase("6.1.0", Nobody, 0u, true, Description = "a container's root is not the host's")]
    [TestCase("6.1.0", 1000u, 1000u, false, Description = "the host's root under another number, however often it was mapped")]
    [TestCase("6.1.0", Nobody, Nobody, false, Description = "nobody here may be the host's root")]
    [TestCase("6.1.0", null, 1000u, false)]
    [TestCase(null, 0u, 1000u, false)]
    public void It_holds_for_users_but_the_hosts_root(string? release, uint? rootsId, uint userId, bool expected) =>
        Assert.That(NamespaceProcessLimit.Judge(release, rootsId, userId), Is.EqualTo(expected));
}
