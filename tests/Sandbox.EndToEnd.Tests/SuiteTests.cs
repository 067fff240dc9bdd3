namespace Sandbox.EndToEnd.Tests;

/// <summary>The suite's own footing: without these, every other failure would mislead.</summary>
public sealed class SuiteTests
{
    [Test]
    public void The_tool_is_built_and_may_be_executed_by_this_user()
    {
        Assert.That(File.Exists(TestEnvironment.Tool), $"{TestEnvironment.Tool} is missing: build Sandbox.sln");
        Assert.That(File.GetUnixFileMode(TestEnvironment.Tool).HasFlag(UnixFileMode.OtherExecute));
    }

    /// <remarks>Where they are private, no test of what is left behind could see a mount that reaches the host.</remarks>
    [Test]
    public async Task The_hosts_mounts_are_shared()
    {
        var root = (await File.ReadAllLinesAsync("/proc/self/mountinfo")).Last(line => line.Split(' ')[4] == "/");
        if (!root.Split(" - ")[0].Contains(" shared:", StringComparison.Ordinal))
        {
            Assert.Ignore("mounts are private here, so that none could leak: run eng/test.sh as root");
        }
    }

    [Test]
    public void The_lua_sources_have_a_makefile() =>
        Assert.That(File.Exists(Path.Combine(TestEnvironment.LuaSource, "src/Makefile")));
}
