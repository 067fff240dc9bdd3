using Sandbox.Linux;
using Sandbox.Plans;
using static Sandbox.Tests.Launching.Running.Started;

namespace Sandbox.Tests.Launching.Running;

/// <summary>What a process gives up that does not hold CAP_SETPCAP, as no ordinary user's does.</summary>
public sealed class PrivilegeTests
{
    private const string Sets = "grep -E '^(Cap(Inh|Prm|Eff|Amb)|NoNewPrivs):' /proc/self/status | cut -f2 | sort -u";

    [SetUp]
    public void RequireAnOrdinaryUser()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root may empty its bounding set");
        }
    }

    [Test]
    public async Task After_no_new_privileges_a_bounding_set_that_cannot_be_emptied_is_no_obstacle()
    {
        var result = await RunAsync(Script(Sets, [.. PrivilegeSteps.All]));

        Assert.That(result.StandardOutputText, Is.EqualTo("0000000000000000\n1\n"), result.StandardErrorText);
    }

    [Test]
    public async Task Without_that_step_it_is_refused()
    {
        var refusal = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(Script(Sets, new DropCapabilitiesStep()))))!;

        Assert.That((refusal.Errno, refusal.Step), Is.EqualTo((Errno.EPERM, "capset")));
        Assert.That(refusal.Hint, Does.Contain("CAP_SETPCAP"));
    }
}
