namespace Sandbox.EndToEnd.Tests.Identity;

/// <summary>Where the command starts.</summary>
public sealed class WorkingDirectoryTests
{
    [Test]
    public async Task It_is_the_current_directory_by_default()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).RunAsync("--", "/bin/pwd")).ExpectOutput(work.Path);
    }

    [Test]
    public async Task Another_one_can_be_asked_for_by_a_path_inside()
    {
        using var work = new TemporaryDirectory();
        work.Folder("below");

        (await Tool.In(work).RunAsync("--chdir", "/usr/share", "--", "/bin/pwd")).ExpectOutput("/usr/share");
        (await Tool.In(work).RunAsync("--chdir", "below", "--", "/bin/pwd")).ExpectOutput(work["below"]);
        (await Tool.In(work).RunAsync("--dir", "/tmp/made", "--chdir", "/tmp/made", "--", "/bin/pwd")).ExpectOutput("/tmp/made");
    }

    [Test]
    public async Task The_one_asked_for_is_the_writable_one()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("here");
        outer.Folder("there");

        await Tool.In(outer["here"]).ExpectAttemptsAsync($"""
            create:file: ok
            create:{outer["here/file"]}: EROFS
            """,
            "--chdir", outer["there"]);
    }

    [Test]
    public async Task One_that_its_path_does_not_lead_to_is_not_shown([Values("--", "--stay")] string option)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root may enter every directory");
        }

        using var outer = new TemporaryDirectory();
        outer.Folder("closed/work");
        var shell = Tool.In(outer["closed/work"]) with { FileName = "sh" };

        var result = await shell.RunAsync(
            "-c", "chmod 0 ..; \"$@\"; chmod 700 ..", "sh", TestEnvironment.Tool, option, "sh", "-c", "pwd; touch new");

        Assert.That(result.Output, Is.EqualTo("/\n"), result.ToString());
        Assert.That(outer.List(), Is.EqualTo(["closed/", "closed/work/"]));
    }

    [Test]
    public async Task One_of_the_kernels_settings_is_not_writable([Values("--", "--stay")] string option) =>
        (await Tool.In("/sys/kernel").RunAsync(option, "sh", "-c", "pwd; grep -c ' /sys/kernel ' /proc/self/mountinfo")).ExpectExit(1);

    [Test]
    public async Task A_missing_one_is_an_error_that_names_it()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).RunAsync("--chdir", work["missing"], "--", "true")).ExpectRefusal(work["missing"]);
        (await Tool.In(work).RunAsync("--chdir", "/etc/passwd", "--", "true")).ExpectRefusal("/etc/passwd");
    }

    [Test]
    public async Task A_symlink_to_it_is_followed()
    {
        using var work = new TemporaryDirectory();
        work.Folder("target");
        work.Link("link", "target");

        (await Tool.In(work).RunAsync("--chdir", work["link"], "--", "/bin/pwd")).ExpectOutput(work["target"]);
    }
}
