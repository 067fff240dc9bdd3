using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>Limits on a whole tree where no group can have a controller.</summary>
public sealed class TreeLimitTests
{
    private readonly NamespacesBackend _backend = new();
    private SandboxBackendReport _offer = null!;

    [OneTimeSetUp]
    public async Task AskForOffer() => _offer = await _backend.OfferAsync(_backend.Capabilities, CancellationToken.None);

    [Test]
    public async Task A_limit_on_memory_is_refused_with_the_reason()
    {
        SkipWhere(SandboxCapabilities.MemoryLimit);

        var result = await Tool.RunAsync("--memory", "64M", "--", "true");

        result.ExpectRefusal("MemoryLimit", "cgroup");
        if (File.ReadAllLines("/proc/cgroups").Any(line => line.Split('\t') is ["memory", not "0", ..]))
        {
            result.ExpectRefusal("in use by cgroup v1");
        }
    }

    [Test]
    public async Task A_limit_on_memory_can_become_one_on_address_space()
    {
        SkipWhere(SandboxCapabilities.MemoryLimit);

        var result = await Tool.RunAsync("--allow-degraded", "--memory", "64M", "--", "sh", "-c", "ulimit -v");

        result.ExpectOutput("65536");
        Assert.That(result.Error, Does.Contain("limits.memory (64M)").And.Contain("address space"));
    }

    [Test]
    public async Task Processes_are_counted_in_the_namespace_without_a_group()
    {
        if ((_offer.Offers & SandboxCapabilities.ProcessLimit) == SandboxCapabilities.None)
        {
            var refusal = await Tool.RunAsync("--pids", "5", "--", "true");
            refusal.ExpectRefusal("ProcessLimit", "cgroup");
            Assert.Ignore("the kernel exempts this user from a limit without a group, so it is refused");
        }

        // The shell itself is the first of the five; it gives up when it cannot start the fifth of the others.
        var result = await new ToolCommand().ShellAsync("while sleep 1000 & do echo started; done", "--backend", "namespaces", "--pids", "5");

        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(4), result.ToString());
        Assert.That(result.ExitCode, Is.Not.Zero);
    }

    /// <summary>Its map says 1000 and 1000: that the one above is the host's 0 is not seen from inside.</summary>
    [Test]
    public async Task A_limit_on_processes_is_refused_where_the_user_is_the_hosts_root_behind_other_ids()
    {
        if (!Environment.IsPrivilegedProcess || (_offer.Offers & SandboxCapabilities.ProcessLimit) != SandboxCapabilities.None)
        {
            Assert.Ignore("only the host's root is exempt from a limit without a group, and this is another, or there are groups");
        }

        string[] outer = ["--fs", "host", "--uid", "1000", "--gid", "1000", "--", TestEnvironment.Tool];

        (await Tool.RunAsync([.. outer, .. outer, "--pids", "5", "--", "true"])).ExpectRefusal("ProcessLimit", "cgroup");
    }

    [Test]
    public async Task Two_sandboxes_do_not_count_each_others_processes()
    {
        if ((_offer.Offers & SandboxCapabilities.ProcessLimit) == SandboxCapabilities.None)
        {
            Assert.Ignore("limits on processes are refused here");
        }

        const string Script = "sleep 0.3 & sleep 0.3 & sleep 0.3 & wait; echo enough";
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new ToolCommand().ShellAsync(Script, "--pids", "4")));

        Assert.That(results.Select(result => result.Output), Is.All.EqualTo("enough\n"), results[0].ToString());
    }

    private void SkipWhere(SandboxCapabilities capability)
    {
        if ((_offer.Offers & capability) != SandboxCapabilities.None)
        {
            Assert.Ignore($"{capability} is offered here");
        }
    }
}
