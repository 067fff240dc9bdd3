using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>What pools leave in the process they are in, and what the end of that leaves of them.</summary>
public sealed class PoolHostTests
{
    [Test]
    public async Task Ten_that_are_never_used_leave_no_process_and_no_descriptor() =>
        Expect(LibraryHost.Figures(await LibraryHost.RunAsync("pool-unused", "10")), "waiting", 20);

    [Test]
    public async Task Those_whose_init_is_stopped_end_with_the_pool() =>
        Expect(LibraryHost.Figures(await LibraryHost.RunAsync("pool-stopped", "4")), "stopped", 4);

    [Test]
    public async Task One_whose_init_is_stopped_ends_when_the_start_of_its_command_is_cancelled()
    {
        var figures = LibraryHost.Figures(await LibraryHost.RunAsync("pool-stopped-start"));

        Expect(figures, "stopped", 1);
        Expect(figures, "cancelled", 1);
    }

    [Test]
    public async Task Those_that_are_killed_while_they_wait_are_replaced() =>
        Expect(LibraryHost.Figures(await LibraryHost.RunAsync("pool-killed", "4")), "succeeded", 20);

    [Test]
    public async Task A_hundred_at_once_from_a_pool_of_four_all_succeed_and_leave_nothing() =>
        Expect(LibraryHost.Figures(await LibraryHost.RunAsync("pool-crowd", "4")), "succeeded", 100);

    [Test]
    public async Task Killing_the_host_ends_those_that_wait([Values] bool areStopped)
    {
        using var host = LibraryHost.Start("pool-hold", "5");
        await host.ExpectLineAsync("ready");
        var processes = HostProcess.DescendantsOf(host.Id);
        Assert.That(processes, Has.Count.EqualTo(10), "a monitor and an init each");
        foreach (var init in processes.Where(process => areStopped && process.Parent != host.Id))
        {
            Native.Send(init.Id, Native.SIGSTOP);
        }

        Native.Send(host.Id, Native.SIGKILL);

        await host.WaitAsync();
        await HostProcess.ExpectGoneAsync(processes);
    }

    private static void Expect(IReadOnlyDictionary<string, long> figures, string name, long value)
    {
        Assert.That(figures[name], Is.EqualTo(value));
        Assert.That(figures["children-after"], Is.Zero);
        Assert.That(figures["descriptors-after"], Is.EqualTo(figures["descriptors-before"]));
    }
}
