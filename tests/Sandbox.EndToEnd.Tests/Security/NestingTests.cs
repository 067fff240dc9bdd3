namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>A sandbox in a sandbox.</summary>
public sealed class NestingTests
{
    /// <summary>
    /// For a sandbox that is to hold another. Root gives up being user 0 there: without capabilities, user 0 cannot be
    /// mapped into a further user namespace (user_namespaces(7)).
    /// </summary>
    private static readonly string[] Outer =
        ["--fs", "host", .. Environment.IsPrivilegedProcess ? new[] { "--uid", "1000", "--gid", "1000" } : [], "--"];

    [Test]
    public async Task A_sandbox_inside_the_hosts_tree_starts_another()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");

        var nested = Tool.In(outer["work"]) with { FirstArguments = [.. Outer, TestEnvironment.Tool] };
        await nested.ExpectAttemptsAsync("""
            create:file: ok
            create:../file: EROFS
            """);
        Assert.That(outer.List(), Is.EqualTo(new[] { "work/", "work/file" }));
    }

    [Test]
    public async Task Three_are_nested_and_the_exit_code_comes_through() =>
        (await Tool.RunAsync(
            [.. Outer, TestEnvironment.Tool, "--fs", "host", "--", TestEnvironment.Tool, "--", "sh", "-c", "exit 42"])).ExpectExit(42);

    [Test]
    public async Task What_the_outer_one_denies_the_inner_one_cannot_give_back()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("secret/token", "secret");

        var nested = Tool.In(outer["work"]) with
        {
            FirstArguments = ["--deny", outer["secret"], .. Outer, TestEnvironment.Tool],
        };
        await nested.ExpectAttemptsAsync($"""
            stat:/mnt/token: EACCES
            stat:{outer["secret/token"]}: EACCES
            """,
            "--ro-bind", $"{outer["secret"]}:/mnt");
    }

    [Test]
    public async Task Where_user_0_cannot_nest_the_error_says_why_and_what_to_do() =>
        (await Tool.RunAsync("--fs", "host", "--uid", "0", "--gid", "0", "--", TestEnvironment.Tool, "--", "true")).ExpectRefusal("uid_map", "--uid 1000");
}
