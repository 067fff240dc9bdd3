using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>The monitor meets requests that no launcher sends.</summary>
public sealed class RequestTests
{
    /// <summary>Long enough to outlive the test, were it not killed.</summary>
    private const string Endless = "echo; exec sleep 1000";

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(9)]
    [TestCase(1000)]
    public async Task A_message_that_is_no_request_ends_the_sandbox(int length)
    {
        using var sandbox = await RunningSandbox.StartAsync(Endless);

        sandbox.Send(new byte[length]);

        await sandbox.ExpectEndAsync();
    }

    [TestCase(0u, 0u)]
    [TestCase(4u, 0u)]
    [TestCase(uint.MaxValue, uint.MaxValue)]
    [TestCase((uint)RequestKind.Signal, 0u)]
    [TestCase((uint)RequestKind.Signal, 65u)]
    [TestCase((uint)RequestKind.Signal, uint.MaxValue)]
    [TestCase((uint)RequestKind.SignalAll, 65u)]
    public async Task A_request_that_does_not_exist_ends_the_sandbox(uint kind, uint value)
    {
        using var sandbox = await RunningSandbox.StartAsync(Endless);

        sandbox.Send(kind, value);

        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task Random_messages_leave_it_running_or_end_it_whole()
    {
        var random = new Random(1);
        for (var i = 0; i < 30; i++)
        {
            using var sandbox = await RunningSandbox.StartAsync(Endless);
            var message = new byte[random.Next(1, 24)];
            random.NextBytes(message);

            sandbox.Send(message);
            sandbox.Send((uint)RequestKind.Kill, 0);

            await sandbox.ExpectEndAsync();
        }
    }

    [Test]
    public async Task A_flood_of_signals_is_passed_on_and_the_sandbox_can_still_be_killed()
    {
        const int UserSignal1 = 10;
        using var sandbox = await RunningSandbox.StartAsync("trap 'got=1' USR1; echo; while [ -z \"$got\" ]; do sleep 0.01; done; echo; sleep 1000");
        Assert.That(await sandbox.ReadAsync(), Is.EqualTo('\n'));

        for (var i = 0; i < 10_000; i++)
        {
            sandbox.Send((uint)RequestKind.Signal, UserSignal1);
        }

        Assert.That(await sandbox.ReadAsync(), Is.EqualTo('\n'), "the signal arrived");
        sandbox.Send((uint)RequestKind.Kill, 0);
        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Exited));
        await sandbox.ExpectEndAsync();
    }
}
