namespace Sandbox.Tests.Specs;

public sealed class SandboxLimitsTests
{
    [Test]
    public void A_command_has_two_seconds_to_clean_up_unless_something_else_is_asked_for()
    {
        Assert.That(SandboxSpec.For("make").Limits.KillAfter ?? SandboxLimits.DefaultKillAfter, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(new SandboxLimits().KillAfter, Is.EqualTo(SandboxLimits.None.KillAfter));
    }
}
