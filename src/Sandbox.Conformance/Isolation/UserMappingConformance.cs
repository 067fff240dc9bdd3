namespace Sandbox.Conformance;

/// <summary>Another user and group id inside.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.UserMapping)]
public abstract class UserMappingConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Identity = new() { UserId = 1234, GroupId = 5678 } };

    [Test]
    public async Task The_command_has_the_ids_asked_for() =>
        Assert.That(await OutputOf(Ask(Shell("id -u; id -g"))), Is.EqualTo("1234\n5678"));

    [Test]
    public async Task Its_files_are_the_callers_outside()
    {
        Assert.That(await OutputOf(Ask(Shell("echo made > file; stat -c '%u %g' file"))), Is.EqualTo("1234 5678"));
        Assert.That(Work.Read("file"), Is.EqualTo("made\n"));
    }

    [Test]
    public async Task As_user_0_it_has_no_power_over_the_files_of_others()
    {
        if (!OffersAll(SandboxCapabilities.ReadOnlyHostRoot))
        {
            Assert.Ignore($"{Backend.Name} shows no file of the host that is not the caller's");
        }

        var spec = Shell("id -u; stat -c %u /etc/passwd; echo x >> /etc/passwd || echo refused") with
        {
            Identity = new() { UserId = 0, GroupId = 0 },
        };

        Assert.That(await OutputOf(spec), Does.StartWith("0\n").And.EndsWith("\nrefused"));
    }
}
