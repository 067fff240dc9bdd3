namespace Sandbox.Conformance;

/// <summary>Denied paths that are not there, or empty.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DenyHide)]
public abstract class DenyHideConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Deny = [DeniedPath.Hide(Work.File("secret", "text"))] };

    [Test]
    public async Task Nothing_of_a_file_can_be_read()
    {
        Assert.That(await OutputOf(Ask(Shell("cat secret 2> /dev/null; echo x > secret || echo refused"))), Is.EqualTo("refused"));
        Assert.That(Work.Read("secret"), Is.EqualTo("text"));
    }

    [Test]
    public async Task Nothing_of_a_directory_can_be_listed_or_written()
    {
        Work.File("vault/file", "text");
        var spec = Shell("ls -A vault 2> /dev/null; cat vault/file 2> /dev/null; echo x > vault/new || echo refused") with
        {
            Deny = [DeniedPath.Hide($"{Work.Inside}/vault")],
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("refused"));
        Assert.That(Work.Read("vault/new"), Is.Null);
    }
}
