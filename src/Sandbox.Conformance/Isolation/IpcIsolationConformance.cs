namespace Sandbox.Conformance;

/// <summary>System V objects of its own.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.IpcIsolation)]
public abstract class IpcIsolationConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain;

    [Test]
    public async Task Shared_memory_of_the_host_is_not_there()
    {
        using var memory = new SharedMemory();
        Assert.That(await File.ReadAllTextAsync("/proc/sysvipc/shm"), Does.Contain($"{memory.Key} "), "the host does not show it either");

        Assert.That(await OutputOf(Shell("cat /proc/sysvipc/shm")), Does.StartWith(" ").And.Not.Contain($"{memory.Key} "));
    }
}
