namespace Sandbox.Conformance;

/// <summary>Changes of owner that succeed and change nothing.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.FakeChown)]
public abstract class FakeChownConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { FakeChown = true };

    [Test]
    public async Task A_file_keeps_its_owner_and_the_command_is_told_that_it_changed()
    {
        const string Change = "touch file && stat -c %u:%g file && chown 4711:4711 file && stat -c %u:%g file";

        var owners = (await OutputOf(Ask(Shell(Change)))).TrimEnd().Split('\n');

        Assert.That(owners, Has.Length.EqualTo(2).And.All.EqualTo(owners[0]));
    }
}
