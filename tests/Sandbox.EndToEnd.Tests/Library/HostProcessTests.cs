using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>The library in hosts of every kind.</summary>
public sealed class HostProcessTests
{
    private static readonly string[] RunAndExit42 = ["run", "sh", "-c", "exit 42"];

    [Test]
    public async Task Sixty_four_runs_at_once_from_a_host_with_a_heap_of_a_gigabyte_all_succeed()
    {
        var figures = LibraryHost.Figures(await LibraryHost.RunAsync("at-once", "64", "1024"));

        Assert.That(figures["succeeded"], Is.EqualTo(64));
        Assert.That(figures["resident"], Is.GreaterThan(1024), "the heap is there");
    }

    [Test]
    public async Task Sandboxes_take_no_thread_each()
    {
        var figures = LibraryHost.Figures(await LibraryHost.RunAsync("sleepers", "64"));

        // A few may come and go, whatever the runtime is busy with.
        Assert.That(figures["threads-with-all"], Is.LessThan(figures["threads-with-one"] + 32), "64 sandboxes");
        Assert.That(figures["threads-with-twice-as-many"], Is.LessThan(figures["threads-with-all"] + 32), "128 sandboxes");
    }

    [Test]
    public async Task Ten_thousand_runs_leave_no_descriptor_no_zombie_no_thread_and_no_memory()
    {
        var result = await LibraryHost.RunAsync("many", "10000");
        var figures = LibraryHost.Figures(result);

        TestContext.Out.WriteLine($"10,000 runs took {figures["seconds"]} s");
        Assert.That(figures["children-after"], Is.Zero, result.ToString());
        Assert.That(figures["descriptors-after"], Is.EqualTo(figures["descriptors-before"]), result.ToString());

        // The pool has as many as it finds useful, more where the machine is busy; a leak of one a run would be thousands.
        Assert.That(figures["threads-after"], Is.LessThan(figures["threads-before"] + 100), result.ToString());

        // A hundred bytes a run.
        Assert.That(figures["heap-after"], Is.LessThan(figures["heap-before"] + 1_000_000), result.ToString());
    }

    [Test]
    public async Task A_host_that_had_too_few_descriptors_for_its_first_sandboxes_starts_the_next_one()
    {
        var result = await LibraryHost.RunThroughAsync("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh", LibraryHost.Program, "starved");

        var lines = result.ExpectExit(0).Output.TrimEnd().Split('\n');
        Assert.That(lines[..^1], Has.Length.InRange(3, 20).And.All.Match("EMFILE|descriptor"), "about as many as are needed");
        Assert.That(lines[^1], Is.EqualTo("42"));
    }

    [Test]
    public async Task Killing_the_host_leaves_nothing()
    {
        var marker = $"marker-{Guid.NewGuid():N}";
        using var host = LibraryHost.Start(
            "hold", "sh", "-c", "(trap '' HUP TERM; exec setsid sleep 1000) & echo ready; sleep 1001; true", marker);
        await host.ExpectLineAsync("ready");
        var processes = HostProcess.DescendantsOf(host.Id);
        // Monitor, init, the shell and its background job; "ready" may come before the last sleep.
        Assert.That(processes, Has.Count.GreaterThanOrEqualTo(4));

        Native.Send(host.Id, Native.SIGKILL);

        await host.WaitAsync();
        await HostProcess.ExpectGoneAsync(processes);
        Assert.That(HostProcess.Marked(marker), Is.Empty);
    }

    [Test]
    public async Task The_end_is_seen_where_the_host_was_started_with_sigchld_ignored()
    {
        var result = await LibraryHost.RunThroughAsync(
            "sh", ["-c", "trap '' CHLD; exec \"$@\"", "sh", LibraryHost.Program, .. RunAndExit42]);

        result.ExpectOutput("exited with 42");
    }

    [Test]
    public async Task The_end_is_seen_where_the_host_is_process_1()
    {
        // An ordinary user is process 1 only where it is root of its own.
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];

        var result = await LibraryHost.RunThroughAsync(
            "unshare", [.. user, "--pid", "--fork", "--mount-proc", LibraryHost.Program, .. RunAndExit42]);

        result.ExpectOutput("exited with 42");
    }

    [Test]
    public async Task The_end_is_seen_where_the_host_is_process_1_of_a_sandbox()
    {
        // User 0 without capabilities cannot make a namespace with a user 0 in it (user_namespaces(7)).
        string[] user = Environment.IsPrivilegedProcess ? ["--uid", "1000", "--gid", "1000"] : [];

        var result = await Tool.RunAsync(["--fs", "host", "--as-pid-1", .. user, "--", LibraryHost.Program, .. RunAndExit42]);

        result.ExpectOutput("exited with 42");
    }

    [Test]
    public async Task Where_memory_may_not_be_executed_a_file_without_a_name_serves()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root may set vm.memfd_noexec, if only for processes of its own");
        }

        using var temporary = new TemporaryDirectory();
        var script = $"echo 2 >/proc/sys/vm/memfd_noexec || exit 77; XDG_RUNTIME_DIR={temporary.Path} exec \"$@\"";

        var result = await LibraryHost.RunThroughAsync(
            "unshare", ["--pid", "--fork", "--mount-proc", "sh", "-c", script, "sh", LibraryHost.Program, .. RunAndExit42]);

        if (result.ExitCode == 77)
        {
            Assert.Ignore($"this kernel has no vm.memfd_noexec (Linux 6.3): {result.Error}");
        }

        result.ExpectOutput("exited with 42");
        Assert.That(temporary.List(), Is.Empty, "the file's name");
    }
}
