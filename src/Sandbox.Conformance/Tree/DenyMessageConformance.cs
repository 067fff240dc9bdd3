namespace Sandbox.Conformance;

/// <summary>Denied programs that say so.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DenyMessage)]
public abstract class DenyMessageConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Deny = [new DeniedPath { Path = Work.File("program", "#!/bin/sh\necho ran\n", (UnixFileMode)0b111_101_101), Mode = DenyMode.Message }],
    };

    [Test]
    public async Task Running_it_prints_that_it_is_not_allowed_and_fails()
    {
        var result = await RunAsync(Ask(Shell("./program")));

        Assert.That(result.ExitCode, Is.EqualTo(1), Describe(result));
        Assert.That(result.StandardOutputText, Does.Not.Contain("ran"));
        Assert.That(result.StandardErrorText, Does.Contain("program").And.Contain("not allowed"));
    }
}
