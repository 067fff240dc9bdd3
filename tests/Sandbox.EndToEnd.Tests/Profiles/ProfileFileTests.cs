namespace Sandbox.EndToEnd.Tests.Profiles;

/// <summary>The files profiles of one's own are kept in.</summary>
public sealed class ProfileFileTests
{
    private const string Marking = """{"profiles":{"mark":{"environment":{"variables":{"MARK":"usual"}}}}}""";
    private const UnixFileMode Ordinary = (UnixFileMode)0b110_100_100;

    [Test]
    public async Task The_users_file_is_found_and_one_that_is_named_comes_before_it()
    {
        using var home = new TemporaryDirectory();
        home.File("config/run-sandbox/profiles.json", Marking, Ordinary);
        var named = home.File("named.json", """{"profiles":{"mark":{"environment":{"variables":{"MARK":"named"}}}}}""");

        (await Configured(home).ShellAsync("echo $MARK", "--profile", "mark")).ExpectOutput("usual");
        (await Configured(home).ShellAsync("echo $MARK", "--profile", "mark", "--profiles", named)).ExpectOutput("named");
        (await Configured(home).RunAsync("--profile", "mrk", "--", "true")).ExpectRefusal("'mrk'", "gcc, mark, net, python, shm");
    }

    [Test]
    public async Task Without_XDG_CONFIG_HOME_it_is_in_the_home_directory()
    {
        using var home = new TemporaryDirectory();
        home.File(".config/run-sandbox/profiles.json", Marking, Ordinary);
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["XDG_CONFIG_HOME"] = null, ["HOME"] = home.Path } };

        (await tool.ShellAsync("echo $MARK", "--profile", "mark")).ExpectOutput("usual");
    }

    [TestCase((UnixFileMode)0b110_110_100)]
    [TestCase((UnixFileMode)0b110_100_110)]
    public async Task A_file_that_others_may_write_is_refused_unless_it_is_named(UnixFileMode mode)
    {
        using var home = new TemporaryDirectory();
        var file = home.File("config/run-sandbox/profiles.json", Marking, mode);

        (await Configured(home).RunAsync("--profile", "mark", "--", "true")).ExpectRefusal(file, "can be written by others", $"chmod go-w {file}");
        (await Configured(home).ShellAsync("echo $MARK", "--profile", "mark", "--profiles", file)).ExpectOutput("usual");
    }

    [Test]
    public async Task A_file_of_another_user_is_refused()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root can give a file to another user");
        }

        using var home = new TemporaryDirectory();
        var file = home.File("config/run-sandbox/profiles.json", Marking, Ordinary);
        (await new ToolCommand { FileName = "chown" }.RunAsync("4711", file)).ExpectExit(0);

        (await Configured(home).RunAsync("--profile", "mark", "--", "true")).ExpectRefusal(file, "belongs to user 4711");
    }

    [Test]
    public async Task For_what_is_built_in_no_file_is_read()
    {
        using var home = new TemporaryDirectory();
        var file = home.File("config/run-sandbox/profiles.json", "not JSON", Ordinary);

        (await Configured(home).RunAsync("--profile", "net", "--", "true")).ExpectExit(0);
        (await Configured(home).RunAsync("--profile", "net other", "--", "true")).ExpectRefusal(file, "not valid JSON");
    }

    private static ToolCommand Configured(TemporaryDirectory home) =>
        new() { Environment = new Dictionary<string, string?> { ["XDG_CONFIG_HOME"] = home["config"] } };
}
