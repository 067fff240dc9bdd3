using Sandbox.Linux;
using Sandbox.Plans;
using static Sandbox.Tests.Launching.Running.Started;

namespace Sandbox.Tests.Launching.Running;

/// <summary>A limit on processes that the kernel may exempt its caller from.</summary>
public sealed class ProcessLimitTests
{
    [Test]
    public async Task It_is_tried_before_the_command_runs_whether_the_kernel_holds_it()
    {
        // Higher than what the user has already: without a namespace all of it counts.
        var plan = Script("exit 4") with { Command = [new SetResourceLimitStep(ResourceLimit.Processes, 10_000)] };
        if (Environment.IsPrivilegedProcess)
        {
            var refusal = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(plan)))!;
            Assert.That(refusal.Message, Does.Contain("setrlimit: Processes 10000").And.Contain("it is the host's root"));
            Assert.That(refusal.Hint, Does.Contain("run as another user"));
            return;
        }

        Assert.That((await RunAsync(plan)).ExitCode, Is.EqualTo(4));
    }
}
