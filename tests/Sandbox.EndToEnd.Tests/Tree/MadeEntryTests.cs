namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--dir</c>, <c>--symlink</c>, <c>--file</c>, <c>--proc</c>: entries made in the sandbox's own tree.</summary>
public sealed class MadeEntryTests
{
    [Test]
    public async Task A_directory_is_made_with_its_mode()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).ShellAsync("stat -c '%a %F' /tmp/a /tmp/b /srv/x/y",
            "--dir", "/tmp/a", "--dir", "/tmp/b:1750", "--dir", "/srv/x/y:711")).ExpectOutput("755 directory\n1750 directory\n711 directory");
        Assert.That(Directory.Exists("/srv/x"), Is.False);
    }

    [Test]
    public async Task A_directory_that_is_there_stays_as_it_is()
    {
        var mode = Convert.ToString((int)File.GetUnixFileMode("/etc"), 8);

        (await Tool.In("/").RunAsync("--dir", "/etc:700", "--", "sh", "-c", "stat -c %a /etc; test -e /etc/passwd")).ExpectOutput(mode);
    }

    [Test]
    public async Task A_symlink_says_what_was_asked()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).ShellAsync("readlink /tmp/link /srv/made/dangling; cat /tmp/link | head -n 1",
            "--symlink", "/proc/sys/kernel/ostype:/tmp/link", "--symlink", "../no where:/srv/made/dangling"))
            .ExpectOutput("/proc/sys/kernel/ostype\n../no where\nLinux");
        Assert.That(Directory.Exists("/srv/made"), Is.False);
    }

    [Test]
    public async Task A_symlink_can_take_the_place_of_a_file_of_the_host()
    {
        using var work = new TemporaryDirectory();
        work.File("hosts", "mine");

        var result = await Tool.In(work).ShellAsync(
            "cat /etc/hosts; readlink /etc/hosts; test -e /etc/passwd", "--symlink", $"{work["hosts"]}:/etc/hosts");

        result.ExpectOutput($"mine{work["hosts"]}");
        Assert.That(new FileInfo("/etc/hosts").LinkTarget, Is.Null);
    }

    [Test]
    public async Task A_file_is_a_copy_whose_changes_stay_inside()
    {
        using var work = new TemporaryDirectory();
        var source = work.File("source", "copied\n");

        var program = work.File("program", "#!/bin/sh\necho runs\n");

        var result = await Tool.In(work).ShellAsync(
            "cat /tmp/copy /etc/hosts; stat -c %a /tmp/copy /tmp/program; echo changed > /tmp/copy; /tmp/program",
            "--file", $"{source}:/tmp/copy", "--file", $"{source}:/etc/hosts", "--file", $"{program}:/tmp/program:755");

        result.ExpectOutput("copied\ncopied\n644\n755\nruns");
        Assert.That(File.ReadAllText(source), Is.EqualTo("copied\n"));
    }

    [Test]
    public async Task A_missing_file_is_an_error_that_names_it()
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).RunAsync("--file", $"{work["missing"]}:/tmp/copy", "--", "true")).ExpectRefusal(work["missing"]);
    }

    [Test]
    public async Task Only_a_regular_file_is_copied()
    {
        using var work = new TemporaryDirectory();

        // Were it opened like a file, a pipe would hang and a device would never end.
        (await new ToolCommand { FileName = "mkfifo" }.RunAsync(work["pipe"])).ExpectExit(0);
        (await Tool.In(work).RunAsync("--file", $"{work["pipe"]}:/tmp/copy", "--", "true")).ExpectRefusal(work["pipe"]);
        (await Tool.In(work).RunAsync("--file", "/dev/zero:/tmp/copy", "--", "true")).ExpectRefusal("/dev/zero");
        (await Tool.In(work).RunAsync("--file", $"{work.Path}:/tmp/copy", "--", "true")).ExpectRefusal(work.Path);
    }

    [Test]
    public async Task A_proc_can_be_had_elsewhere_and_shows_own_processes_only() =>
        (await Tool.RunAsync("--proc", "/mnt", "--", "sh", "-c", "cd /mnt; for p in [0-9]*; do cat $p/comm; done")).ExpectOutput("sandbox-init\nsh");
}
