namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--fs host</c>: the tree as it is, with everything else isolated.</summary>
public sealed class HostRootTests
{
    [Test]
    public async Task The_tree_is_the_hosts_and_as_writable_as_outside()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("neighbour");
        var shared = $"/tmp/{Guid.NewGuid():N}";
        try
        {
            await Tool.In(outer["work"]).ExpectAttemptsAsync($"""
                write:{outer["neighbour"]}: ok
                create:{outer["new"]}: ok
                create:{shared}: ok
                read:/dev/zero: ok
                write:/dev/null: ok
                """,
                "--fs", "host");
            Assert.That(File.Exists(outer["new"]) && File.Exists(shared));
        }
        finally
        {
            File.Delete(shared);
        }
    }

    [Test]
    public async Task Processes_network_and_privileges_are_not()
    {
        var result = await Tool.RunAsync("--fs", "host", "--", "sh", "-c", """
            cat /proc/1/comm
            tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '
            grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status | tr '\t' ' '
            """);

        result.ExpectOutput("sandbox-init\nlo\nCapEff: 0000000000000000\nNoNewPrivs: 1\nSeccomp: 2");
    }

    [Test]
    public async Task Mounts_can_be_added_to_it()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("source/file", "bound");

        var result = await Tool.In(outer["work"]).ShellAsync("cat /mnt/file", "--fs", "host", "--ro-bind", $"{outer["source"]}:/mnt");

        result.ExpectOutput("bound");
    }
}
