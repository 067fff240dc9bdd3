namespace Sandbox.EndToEnd.Tests.Isolation;

/// <summary>What processes share without files: System V objects and keys.</summary>
public sealed class IpcTests
{
    [Test]
    public async Task System_v_objects_of_the_host_are_invisible_and_own_ones_stay_inside()
    {
        var key = $"{Random.Shared.Next(1, int.MaxValue)}";
        var host = new ToolCommand { FileName = Probe.Compile("sysv") };
        (await host.RunAsync("make", key)).ExpectOutput("memory: ok\nqueue: ok\nsemaphores: ok");
        try
        {
            var inside = new ToolCommand();
            (await inside.ProbeAsync("sysv", ["find", key])).ExpectOutput("memory: ENOENT\nqueue: ENOENT\nsemaphores: ENOENT");
            (await inside.ProbeAsync("sysv", ["make", key])).ExpectOutput("memory: ok\nqueue: ok\nsemaphores: ok");
        }
        finally
        {
            (await host.RunAsync("remove", key)).ExpectOutput("memory: ok\nqueue: ok\nsemaphores: ok");
        }
    }

    [Test]
    public async Task Keys_of_the_caller_are_out_of_reach()
    {
        var keyring = Probe.Compile("keyring");
        var name = $"sandbox-test-{Guid.NewGuid():N}";
        var host = new ToolCommand { FileName = keyring };

        (await host.RunAsync("hold", name, keyring, "find", name)).ExpectOutput("session keyring: ok\nrequest_key: ok");
        var inside = await host.RunAsync("hold", name, TestEnvironment.Tool, "--", keyring, "find", name);

        // ENOSYS: where no new keyring could be had (the quota is spent), every use of keys is refused instead.
        Assert.That(inside.Output, Does.Match("^session keyring: (ENOKEY|ENOSYS)\nrequest_key: (ENOKEY|ENOSYS)\n$"), inside.ToString());
    }
}
