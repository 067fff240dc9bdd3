namespace Sandbox.Conformance;

/// <summary>A minimal /dev.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DevMounts)]
public abstract class DevMountConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Mounts = [SandboxMount.Dev(Work.Folder("target"))] };

    [Test]
    public async Task The_usual_devices_work() =>
        Assert.That(
            await OutputOf(Ask(Shell("""
                cd target
                echo x > null && cat null && echo null
                test "$(head -c 3 zero | stat -c %F zero)" = "character special file" && echo zero
                head -c 8 urandom > null && head -c 8 random > null && echo random
                echo x 2> null > full || echo full
                """))),
            Is.EqualTo("null\nzero\nrandom\nfull"));

    [Test]
    public async Task There_are_no_devices_of_the_host()
    {
        string[] known =
        [
            "console", "core", "fd", "full", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty",
            "urandom", "zero",
        ];

        Assert.That((await OutputOf(Ask(Shell("ls target")))).Split('\n'), Is.SubsetOf(known).And.SupersetOf(new[] { "null", "zero", "full" }));
    }

    [Test]
    public async Task Its_shared_memory_and_terminals_are_its_own()
    {
        var name = $"conformance-{Guid.NewGuid():N}";

        var output = await OutputOf(Ask(Shell($"ls -A target/shm; echo made > target/shm/{name} && ls target/shm; ls target/pts")));

        Assert.That(output, Is.EqualTo($"{name}\nptmx"));
        Assert.That(File.Exists($"/dev/shm/{name}"), Is.False);
    }
}
