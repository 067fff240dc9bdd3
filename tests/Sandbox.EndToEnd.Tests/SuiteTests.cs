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

    [Test]
    public void The_lua_sources_have_a_makefile() =>
        Assert.That(File.Exists(Path.Combine(TestEnvironment.LuaSource, "src/Makefile")));
}
