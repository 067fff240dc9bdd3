using RunSandbox;

namespace Sandbox.Tests.Tool;

/// <summary>The tool's exit code for each kind of end.</summary>
public sealed class ExitCodesTests
{
    [TestCase(SandboxStatus.Exited, 0, null, 0)]
    [TestCase(SandboxStatus.Exited, 255, null, 255)]
    [TestCase(SandboxStatus.Signaled, null, 9, 137)]
    [TestCase(SandboxStatus.WallTimeExceeded, null, 15, 124)]
    [TestCase(SandboxStatus.WallTimeExceeded, 0, null, 124)]
    [TestCase(SandboxStatus.CpuTimeExceeded, null, 24, 152)]
    [TestCase(SandboxStatus.FileSizeExceeded, 1, null, 1)]
    [TestCase(SandboxStatus.MemoryExceeded, 0, null, 137, Description = "no success, whatever the command thinks")]
    [TestCase(SandboxStatus.OutputExceeded, 0, null, 137)]
    public void A_command_that_ran_passes_its_end_on(SandboxStatus status, int? exitCode, int? signal, int expected)
    {
        var result = new SandboxResult { Status = status, ExitCode = exitCode, Signal = signal, Backend = "x", Elapsed = TimeSpan.Zero };

        Assert.That(ExitCodes.Of(result), Is.EqualTo(expected));
    }

    [Test]
    public void A_command_that_could_not_run_is_told_apart()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ExitCodes.Of(new SandboxCommandException("x", isNotFound: true, 2, "")), Is.EqualTo(127));
            Assert.That(ExitCodes.Of(new SandboxCommandException("x", isNotFound: false, 13, "")), Is.EqualTo(126));
            Assert.That(ExitCodes.Of(new SandboxSetupException("")), Is.EqualTo(125));
            Assert.That(ExitCodes.Of(new SandboxSpecException("a", "b")), Is.EqualTo(125));
        });
    }
}
