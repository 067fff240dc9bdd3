namespace Sandbox.Conformance;

/// <summary>Limits on open files, stack, core size and address space (getrlimit(2)).</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.ResourceLimits)]
public abstract class ResourceLimitsConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with
    {
        Limits = new() { OpenFiles = 64, Stack = 1024 * 1024, CoreSize = 4096, AddressSpace = 1 << 30 },
    };

    [Test]
    public async Task Each_is_set_and_cannot_be_raised()
    {
        var limits = await LookAtAsync(Ask(Shell("read line < pipe")), view => view.Limits);

        Assert.That(limits, Does.Match(@"Max open files +64 +64 ").And.Match(@"Max stack size +1048576 +1048576 ")
            .And.Match(@"Max core file size +4096 +4096 ").And.Match(@"Max address space +1073741824 +1073741824 "));
        Assert.That(await OutputOf(Ask(Shell("(ulimit -n 65) 2> /dev/null || echo refused"))), Is.EqualTo("refused"));
    }

    [Test]
    public async Task More_memory_than_its_address_space_cannot_be_had_by_one_process()
    {
        // Of input without a line's end tail(1) keeps everything.
        var spec = Shell("head -c 200000000 /dev/zero | tail > /dev/null") with { Limits = new() { AddressSpace = 64 << 20 } };

        Assert.That((await RunAsync(spec)).IsSuccess, Is.False);
        Assert.That((await RunAsync(spec with { Limits = new() { AddressSpace = 1 << 30 } })).IsSuccess);
    }

    [Test]
    public async Task More_files_than_allowed_cannot_be_opened()
    {
        var spec = Shell("exec 3< /bin/sh 4< /bin/sh 5< /bin/sh && echo opened") with { Limits = new() { OpenFiles = 5 } };

        var result = await RunAsync(spec);

        Assert.That(result.IsSuccess, Is.False, Describe(result));
        Assert.That(result.StandardOutputText, Is.Empty);
    }
}
