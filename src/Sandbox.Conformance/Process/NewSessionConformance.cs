namespace Sandbox.Conformance;

/// <summary>A session of its own.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.NewSession)]
public abstract class NewSessionConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    private const string Session = "read pid comm state ppid pgrp session rest < /proc/self/stat; test $session = $$ && echo leads || echo follows";

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { NewSession = true };

    [Test]
    public async Task The_command_leads_a_session() => Assert.That(await OutputOf(Ask(Shell(Session))), Is.EqualTo("leads"));

    [Test]
    public async Task Not_asked_for_it_stays_in_the_callers() => Assert.That(await OutputOf(Shell(Session)), Is.EqualTo("follows"));
}
