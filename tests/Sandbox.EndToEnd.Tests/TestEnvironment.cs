namespace Sandbox.EndToEnd.Tests;

/// <summary>
/// Where the things under test are. <c>eng/test.sh</c> says so in environment variables, for the tests then run as
/// another user from a copy; a test started from an editor finds them from its own folder.
/// </summary>
internal static class TestEnvironment
{
    /// <summary>A copy of the repository's files that may be read, never written (<c>SANDBOX_REPO</c>).</summary>
    public static string Repository { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_REPO") ?? FindUpwards("Sandbox.sln");

    /// <summary>The built tool, an executable file (<c>SANDBOX_TOOL</c>).</summary>
    public static string Tool { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_TOOL") ?? Path.Combine(
            Repository, "src/run-sandbox/bin", BuildConfiguration, "net10.0/run-sandbox");

    /// <summary>The built samples/build-tool, an executable file (<c>SANDBOX_BUILD_TOOL</c>).</summary>
    public static string BuildTool { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_BUILD_TOOL") ?? Path.Combine(
            Repository, "samples/build-tool/bin", BuildConfiguration, "net10.0/build-tool");

    /// <summary>The built libsandbox-isolate.so, its header beside it (<c>SANDBOX_ISOLATE_LIBRARY</c>).</summary>
    public static string IsolateLibrary { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_ISOLATE_LIBRARY") ?? Path.Combine(
            Repository, "src/Sandbox.Isolate/bin", BuildConfiguration, "net10.0/libsandbox-isolate.so");

    /// <summary>The sources of lua5.4 (<c>SANDBOX_TEST_LUA_SOURCE</c>); the test is skipped where they can't be had.</summary>
    public static string LuaSource
    {
        get
        {
            var source = Environment.GetEnvironmentVariable("SANDBOX_TEST_LUA_SOURCE");
            if (source is null)
            {
                var reason = Environment.GetEnvironmentVariable("SANDBOX_TEST_LUA_UNAVAILABLE");
                Assert.Ignore(reason ?? "SANDBOX_TEST_LUA_SOURCE is not set: run eng/test.sh, which fetches the sources");
            }

            return source!;
        }
    }

    /// <summary>The tests' own folder is …/bin/CONFIGURATION/FRAMEWORK/.</summary>
    private static string BuildConfiguration =>
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    private static string FindUpwards(string fileName)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, fileName)))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{fileName} is not above {AppContext.BaseDirectory}; set SANDBOX_REPO.");
    }
}
