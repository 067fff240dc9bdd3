namespace Sandbox.Conformance;

/// <summary>What a hostile program would try first.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.SecurityBoundary)]
public abstract class SecurityBoundaryConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain;

    [TestCase("mount -t tmpfs none .", TestName = "Mounting")]
    [TestCase("chroot / /bin/true", TestName = "Changing the root")]
    [TestCase("mknod device b 8 0", TestName = "Making a device")]
    [TestCase("nsenter -t 1 -m true", TestName = "Entering the mounts of process 1")]
    [TestCase("echo x > /proc/sys/kernel/core_pattern", TestName = "Setting where cores go")]
    [TestCase("echo b > /proc/sysrq-trigger", TestName = "Pressing the magic key")]
    [TestCase("ls /proc/1/root/", TestName = "Reaching the root of process 1")]
    [TestCase("cat /proc/1/mem", TestName = "Reading the memory of process 1")]
    [TestCase("sleep 600 3<> /proc/1/exe", TestName = "Writing to the program of process 1")]
    public async Task What_would_lead_out_is_refused(string attempt)
    {
        // A program that is not there refuses nothing.
        var program = attempt.Split(' ')[0];
        if (await OutputOf(Shell($"command -v {program} > /dev/null || echo missing")) == "missing")
        {
            Assert.Ignore($"there is no {program} in the sandbox to try it with");
        }

        var result = await RunAsync(Shell($"{attempt} && echo succeeded"));

        Assert.That(result.StandardOutputText, Does.Not.Contain("succeeded"), Describe(result));
        Assert.That(result.ExitCode, Is.Not.Zero, Describe(result));
    }

    [Test]
    public async Task The_environment_of_process_1_tells_nothing()
    {
        const string Name = "SANDBOX_CONFORMANCE_SECRET";
        Environment.SetEnvironmentVariable(Name, "secret");
        try
        {
            Assert.That(await OutputOf(Shell("cat /proc/1/environ 2> /dev/null || true")), Does.Not.Contain(Name));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }
}
