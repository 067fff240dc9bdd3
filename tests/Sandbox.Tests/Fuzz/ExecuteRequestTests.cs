using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>A sandbox that waits for its command gets what no launcher sends.</summary>
public sealed class ExecuteRequestTests
{
    private static readonly LaunchPlan Sleep = RunningSandbox.Script("exec sleep 1000");

    private static IEnumerable<TestCaseData> Misfits =>
    [
        new TestCaseData(Sleep).SetArgDisplayNames("a whole plan"),
        new TestCaseData(PlanParts.Held(Sleep)).SetArgDisplayNames("a first part"),
        new TestCaseData(Rest(Sleep with { Namespaces = Linux.Namespaces.User | Linux.Namespaces.Pid })).SetArgDisplayNames("other namespaces"),
        new TestCaseData(Rest(Sleep with { AsPid1 = true })).SetArgDisplayNames("another process 1"),
        new TestCaseData(Rest(Sleep with { PassedDescriptors = [0] })).SetArgDisplayNames("more descriptors"),
        new TestCaseData(Rest(Sleep with { SetupOnly = true })).SetArgDisplayNames("no command"),
        new TestCaseData(Rest(Sleep) with { Setup = [new TmpfsStep("/tmp", null, UnixFileMode.UserRead)] }).SetArgDisplayNames("something to build"),
    ];

    [Test]
    public async Task It_executes_the_second_part_of_its_plan()
    {
        using var sandbox = await RunningSandbox.HoldAsync();

        sandbox.SendExecute(Rest(RunningSandbox.Script("true")));

        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Started));
        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Exited));
        await sandbox.ExpectEndAsync();
    }

    [TestCaseSource(nameof(Misfits))]
    public async Task A_plan_that_does_not_fit_ends_it(LaunchPlan plan)
    {
        using var sandbox = await RunningSandbox.HoldAsync();

        sandbox.SendExecute(plan);

        Assert.That(await sandbox.ReceiveAsync(), Is.Not.EqualTo(ReportKind.Started));
        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task A_request_without_a_plan_ends_it()
    {
        using var sandbox = await RunningSandbox.HoldAsync();

        sandbox.Send((uint)RequestKind.Execute, 0);

        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task A_second_command_ends_it()
    {
        using var sandbox = await RunningSandbox.HoldAsync();
        sandbox.SendExecute(Rest(Sleep));
        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Started));

        sandbox.SendExecute(Rest(Sleep));

        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task One_that_was_not_held_takes_no_other_command()
    {
        using var sandbox = await RunningSandbox.StartAsync("exec sleep 1000");

        sandbox.SendExecute(Rest(Sleep));

        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task Signals_that_come_before_its_command_are_for_none()
    {
        const int Terminate = 15;
        using var sandbox = await RunningSandbox.HoldAsync();
        sandbox.Send((uint)RequestKind.SignalAll, Terminate);
        sandbox.Send((uint)RequestKind.Signal, Terminate);

        sandbox.SendExecute(Rest(RunningSandbox.Script("true")));

        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Started));
        Assert.That(await sandbox.ReceiveAsync(), Is.EqualTo(ReportKind.Exited));
        await sandbox.ExpectEndAsync();
    }

    [Test]
    public async Task It_ends_with_its_host()
    {
        var sandbox = await RunningSandbox.HoldAsync();

        sandbox.Dispose();

        Assert.That(await sandbox.WaitAsync() & 0x7F, Is.Zero, "a signal ended the monitor");
    }

    private static LaunchPlan Rest(LaunchPlan plan)
    {
        var spec = SandboxSpec.For(plan.FileName, plan.Arguments[1..]);
        return PlanParts.Continuation(plan, spec, SandboxCommand.Of(spec), []) with { Arguments = plan.Arguments };
    }
}
