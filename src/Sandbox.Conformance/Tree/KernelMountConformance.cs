namespace Sandbox.Conformance;

/// <summary>File systems that the kernel fills, of the sandbox's own.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.KernelMounts)]
public abstract class KernelMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => With(plain, KernelFileSystem.Mqueue);

    [Test]
    public async Task Message_queues_are_the_sandboxs_own() =>
        Assert.That(await OutputOf(With(Shell("ls -A target; touch target/queue && ls -A target"), KernelFileSystem.Mqueue)), Is.EqualTo("queue"));

    [Test]
    public async Task Terminals_are_the_sandboxs_own() =>
        Assert.That(await OutputOf(With(Shell("ls -A target"), KernelFileSystem.Devpts)), Is.EqualTo("ptmx"));

    [Test]
    public async Task Sysfs_shows_the_network_devices_of_the_sandbox() =>
        Assert.That(await OutputOf(With(Shell("ls target/class/net"), KernelFileSystem.Sysfs, readOnly: true)), Is.EqualTo("lo"));

    [Test]
    public async Task A_read_only_one_cannot_be_written()
    {
        var spec = With(Shell("touch target/queue || echo refused"), KernelFileSystem.Mqueue, readOnly: true) with
        {
            Stdio = SandboxStdio.Captured with { Error = SandboxOutput.Null },
        };

        Assert.That(await OutputOf(spec), Is.EqualTo("refused"));
    }

    private SandboxSpec With(SandboxSpec plain, KernelFileSystem fileSystem, bool readOnly = false) =>
        plain with { Mounts = [SandboxMount.Kernel(fileSystem, Work.Folder("target"), readOnly)] };
}
