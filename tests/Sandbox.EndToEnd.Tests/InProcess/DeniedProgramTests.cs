namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>The profiles <c>gcc</c> and <c>python</c>.</summary>
public sealed class DeniedProgramTests
{
    [TestCase("gcc", "/usr/bin/gcc", "gcc")]
    [TestCase("gcc", "/usr/bin/g++", "g++")]
    [TestCase("python", "/usr/bin/python3", "python3")]
    public async Task A_denied_program_says_so_and_which_profile_denies_it(string profile, string program, string package)
    {
        IsolateLibrary.Require(program, package);

        var result = await IsolateLibrary.ShellAsync(profile, $"{program} --version; echo $?; exec {program} -c pass");

        result.ExpectExit(1);
        var message = $"sandbox: {program} is not allowed here: profile '{profile}' denies it\n";
        Assert.That((result.Output, result.Error), Is.EqualTo(("1\n", message + message)));
    }

    [Test]
    public async Task It_has_no_other_name_and_its_content_is_gone()
    {
        IsolateLibrary.Require("/usr/bin/gcc", "gcc");
        using var directory = new TemporaryDirectory();
        directory.Link("compiler", "/usr/bin/gcc");
        var real = (await new ToolCommand { FileName = "realpath" }.RunAsync("/usr/bin/gcc")).Output.Trim();

        var result = await IsolateLibrary.ShellAsync(
            "gcc", $"{real} --version; {directory["compiler"]} --version; cp {real} {directory["copy"]} && {directory["copy"]} --version; echo > {real}");

        Assert.That(result.Error.Split('\n').Count(line => line.Contains("is not allowed here", StringComparison.Ordinal)), Is.EqualTo(3), result.ToString());
        Assert.That(result.Error, Does.Contain("cannot create"), result.ToString());
    }

    [TestCase("gcc", "/usr/bin/python3", "python3")]
    [TestCase("python", "/usr/bin/gcc", "gcc")]
    [TestCase("net shm", "/usr/bin/gcc", "gcc")]
    public async Task Others_keep_working(string profiles, string program, string package)
    {
        IsolateLibrary.Require(program, package);

        (await IsolateLibrary.ShellAsync(profiles, $"{program} --version >/dev/null && ls /proc/self/stat")).ExpectOutput("/proc/self/stat");
    }
}
