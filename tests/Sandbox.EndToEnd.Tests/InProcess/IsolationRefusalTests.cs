namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>A process that can't isolate itself is told why, and stays as it is.</summary>
public sealed class IsolationRefusalTests
{
    [TestCase("nett", "unknown profile 'nett'", "net, shm, gcc and python")]
    [TestCase("net,sh", "unknown profile 'sh'")]
    [TestCase("NET", "unknown profile 'NET'")]
    [TestCase("a\u001b[31m\nb", "unknown profile 'a?[31m'")]
    [TestCase("", "the list of profiles is empty")]
    [TestCase(" ,\t\n", "the list of profiles is empty")]
    public async Task A_list_that_makes_no_sense_is_refused(string profiles, params string[] words) =>
        await ExpectRefusal(profiles, words);

    [Test]
    public async Task An_endless_name_is_cut_and_an_endless_list_is_not_read()
    {
        await ExpectRefusal(new string('x', 500), $"unknown profile '{new string('x', 64)}...'");
        await ExpectRefusal(new string(' ', 5000) + "net", "longer than 1024 bytes");
    }

    [TestCase("net shm")]
    [TestCase("shm,net")]
    [TestCase(" shm  shm\n,net net ")]
    public async Task Order_and_repetition_mean_nothing(string profiles) =>
        (await IsolateLibrary.ShellAsync(profiles, "tail -n +3 /proc/net/dev | wc -l; ls -A /dev/shm")).ExpectOutput("1");

    [Test]
    public async Task A_process_with_threads_is_told_to_isolate_itself_before()
    {
        var result = await (await IsolateLibrary.ProgramAsync("threaded")).RunAsync("net shm");

        Assert.That(result.Output, Does.StartWith("-1\ncould not isolate a process that has more than one thread").And.Contain("hint: "), result.ToString());
        Assert.That(result.Error, Is.EqualTo("sandbox-isolate: " + result.Output["-1\n".Length..]));
    }

    [Test]
    public async Task What_fails_half_way_has_only_been_a_trial()
    {
        // Two descriptors besides the standard streams serve for a while.
        var isolate = await IsolateLibrary.ProgramAsync("isolate");
        var result = await new ToolCommand { FileName = "sh" }.RunAsync("-c", $"ulimit -n 5; {isolate.FileName} 'net shm' true");

        result.ExpectExit(1);
        Assert.That(result.Output, Does.Match("^could not .*: EMFILE").And.Not.Contain("has changed").And.Not.Contain("partly"), result.ToString());
    }

    [Test]
    public async Task Where_namespaces_are_switched_off_the_error_names_the_switch()
    {
        IsolateLibrary.Require("/usr/bin/unshare", "util-linux");
        var isolate = await IsolateLibrary.ProgramAsync("isolate");
        var result = await new ToolCommand { FileName = "unshare" }.RunAsync(
            "--user", "--map-root-user", "sh", "-c", $"echo 0 > /proc/sys/user/max_user_namespaces && {isolate.FileName} net true");

        result.ExpectExit(1);
        Assert.That(result.Output, Does.StartWith("could not make new namespaces (unshare): ENOSPC").And.Contain("sysctl user.max_user_namespaces"), result.ToString());
        Assert.That(result.Output, Does.Not.Contain("has changed"));
    }

    private static async Task ExpectRefusal(string profiles, params string[] words)
    {
        var result = await (await IsolateLibrary.ProgramAsync("isolate")).RunAsync(profiles, "true");

        result.ExpectExit(1);
        Assert.That(result.Error, Is.EqualTo("sandbox-isolate: " + result.Output), "the same on both ways");
        foreach (var word in words)
        {
            Assert.That(result.Output, Does.Contain(word), result.ToString());
        }
    }
}
