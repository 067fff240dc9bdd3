namespace Sandbox.Conformance;

/// <summary>A session of its own.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.NewSession)]
public abstract class NewSessionConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    private const string Wait = "read line < pipe";

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { NewSession = true };

    [Test]
    public async Task The_command_leads_a_session() => Assert.That(await LookAtAsync(Ask(Shell(Wait)), view => view.Session == view.Id));

    [Test]
    public async Task Not_asked_for_it_stays_in_the_callers() =>
        Assert.That(await LookAtAsync(Shell(Wait), view => view.Session), Is.EqualTo(CommandView.OwnSession));
}
