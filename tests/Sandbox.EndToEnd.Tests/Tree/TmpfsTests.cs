namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--tmpfs</c>: memory of the size and mode asked for, and nothing by guess.</summary>
public sealed class TmpfsTests
{
    [Test]
    public async Task It_has_the_size_and_mode_asked_for()
    {
        using var work = new TemporaryDirectory();

        var result = await Tool.In(work).ShellAsync(
            "for d in a b c d; do echo $(stat -f -c %T /tmp/$d; stat -c %a /tmp/$d; df -B1 --output=size /tmp/$d | tail -n1); done",
            "--tmpfs", "/tmp/a:size=64K", "--tmpfs", "/tmp/b:size=1M,mode=1777",
            "--tmpfs", "/tmp/c:mode=700,size=8192", "--tmpfs", "/tmp/d:size=2G");

        result.ExpectOutput("""
            tmpfs 755 65536
            tmpfs 1777 1048576
            tmpfs 700 8192
            tmpfs 755 2147483648
            """);
    }

    [Test]
    public async Task It_holds_no_more_than_its_size()
    {
        var result = await Tool.RunAsync("--tmpfs", "/mnt:size=1M", "--", "sh", "-c",
            "head -c 2000000 /dev/zero 2>/dev/null > /mnt/file || true; stat -c %s /mnt/file");

        result.ExpectOutput("1048576");
    }

    [Test]
    public async Task It_is_empty_writable_and_gone_afterwards()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("covered/file");

        await Tool.In(outer["work"]).ExpectAttemptsAsync($"""
            list:{outer["covered"]}: ENODATA
            create:{outer["covered/new"]}: ok
            """,
            "--tmpfs", outer["covered"]);
        Assert.That(outer.List(), Is.EqualTo(new[] { "covered/", "covered/file", "work/" }));
    }

    [TestCase("size=banana")]
    [TestCase("size=")]
    [TestCase("size=0")]
    [TestCase("size=1")]
    [TestCase("size=-1")]
    [TestCase("size=1e3")]
    [TestCase("size=64Q")]
    [TestCase("size=99999999999999999999")]
    [TestCase("size=9999999999G")]
    [TestCase("mode=9")]
    [TestCase("mode=17777")]
    [TestCase("mode=-1")]
    [TestCase("uid=0")]
    [TestCase("size=64K,")]
    public async Task Nonsense_is_refused(string settings) =>
        (await Tool.RunAsync("--tmpfs", $"/mnt:{settings}", "--", "true")).ExpectRefusal("tmpfs");
}
