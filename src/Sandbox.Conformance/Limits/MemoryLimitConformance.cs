namespace Sandbox.Conformance;

/// <summary>A limit on the memory of the whole tree.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.MemoryLimit)]
public abstract class MemoryLimitConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Limits = new() { Memory = 64L * 1024 * 1024 } };

    [Test]
    public async Task A_command_that_takes_more_is_ended()
    {
        // Of input without a line's end tail(1) keeps everything.
        var result = await RunAsync(Ask(Shell("head -c 500000000 /dev/zero | tail | stat -c %F /dev/zero; exit 0")));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.MemoryExceeded), Describe(result));
    }

    [Test]
    public async Task A_command_that_takes_less_is_left_alone() =>
        Assert.That(await OutputOf(Ask(Shell("echo enough"))), Is.EqualTo("enough"));
}
